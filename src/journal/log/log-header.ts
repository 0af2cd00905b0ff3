/** What a log of ours begins with: by this they are known from other files below the logs folder. */
export const LOG_HEADER =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} (?:\[[^\]\n]{1,100}\] )?── log of /;
