import type { LinePattern } from './line-pattern.ts';
import type { Call } from './literal-reader.ts';
import type { TtpObject, TtpValue } from './value.ts';

/** A TTP template as its file says, nothing of a run. */
export interface Template {
  /** Where it came from, for messages. */
  readonly file: string;
  /** One for a plain template; several where the file has `<template>` tags. */
  readonly units: readonly TemplateUnit[];
  /** What cannot be run or will not match, one line each: `file:line: …`. */
  readonly warnings: readonly string[];
}

export interface TemplateUnit {
  readonly name: string | undefined;
  /** All inputs fill one result. */
  readonly results: 'per_input' | 'per_template';
  readonly vars: readonly VarsBlock[];
  readonly lookups: Readonly<TtpObject>;
  readonly inputs: readonly InputTag[];
  readonly outputs: readonly OutputTag[];
  readonly macros: readonly MacroCode[];
  readonly groups: readonly Group[];
}

export interface VarsBlock {
  /** Where the variables are put in the results too; undefined for nowhere. */
  readonly path: ResultPath | undefined;
  readonly values: Readonly<TtpObject>;
}

export interface InputTag {
  readonly name: string;
  readonly text: string;
  /** Names of the groups it is for; empty for those that name it, or all. */
  readonly groups: readonly string[];
  readonly commands: readonly string[];
}

export interface OutputTag {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly calls: readonly Call[];
  readonly format: Call | undefined;
  /** Applied only while a template variable has this value. */
  readonly condition: { readonly variable: string; readonly value: TtpValue } | undefined;
  /** What `is_equal` compares with. */
  readonly expected: TtpValue | undefined;
}

export interface MacroCode {
  readonly language: 'js' | 'python';
  readonly code: string;
  readonly line: number;
}

export interface Group {
  readonly line: number;
  /** As written; undefined for an anonymous group. */
  readonly name: string | undefined;
  readonly path: ResultPath;
  readonly starts: readonly TemplateLine[];
  readonly ends: readonly TemplateLine[];
  readonly normals: readonly TemplateLine[];
  readonly defaults: readonly Default[];
  /** A start line has a default: without any match the defaults are an item. */
  readonly hasStartDefault: boolean;
  readonly functions: readonly Call[];
  readonly children: readonly Group[];
  readonly inputs: readonly string[];
}

/** A value for a name that no line has set: `default(v)`, or a `set` alone on its line. */
export interface Default {
  readonly name: string;
  readonly calls: readonly Call[];
  readonly value: TtpValue;
}

/** One line of a template that matches lines of the text. */
export interface TemplateLine {
  /** 1-based line in the file. */
  readonly line: number;
  readonly text: string;
  readonly role: 'start' | 'end' | 'normal';
  /** `_start_` without any variable beside it. */
  readonly isEmptyStart: boolean;
  /** `_line_`: the least preferred. */
  readonly isAnyLine: boolean;
  readonly pattern: LinePattern;
  readonly variables: readonly Variable[];
  /** A row of these texts is the heading itself; undefined for a line without `_headers_`. */
  readonly headings: readonly string[] | undefined;
}

export interface Variable {
  readonly name: string;
  /** Which capture of the pattern it is; -1 for a `set`, which takes none. */
  readonly capture: number;
  readonly calls: readonly Call[];
  /** Further values are appended with this in between; undefined where the first stays. */
  readonly joinedBy: string | undefined;
}

/** Where a group's items are put. */
export interface ResultPath {
  readonly isAbsolute: boolean;
  readonly parts: readonly PathPart[];
}

export interface PathPart {
  /** Text, and variables in between. */
  readonly pieces: readonly (string | { readonly variable: string })[];
  readonly form: PathForm;
}

/** `auto`: an object for one item, a list for more; `list` for `*`, `object` for `**`. */
export type PathForm = 'auto' | 'list' | 'object';
