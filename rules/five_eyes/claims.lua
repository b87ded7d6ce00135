-- Facts that articles may contradict each other on. A pattern that captures a `value` is a claim: where two
-- stories give different values, the scorecard lists the conflict with both quotes.
local year = regex "(19|20)[0-9][0-9]"
local month = fold "january" + fold "february" + fold "march" + fold "april" + fold "may" + fold "june" + fold "july"
  + fold "august" + fold "september" + fold "october" + fold "november" + fold "december"
local in_year = fold "in" * month ^ -1 * cap("value", year)

pattern "secrecy_law_year" {
  about   = "Year of the secrecy law",
  match   = phrase "{adopt} … {secrecy_act}" * gap(0, 5) * in_year
    + phrase "{adopt} … law" * in_year * gap(0, 10) * phrase "{secret}|leak"
    + phrase "{secrecy_act} … passed|enacted|adopted|approved|introduced" * gap(0, 4) * in_year
    + in_year * gap(0, 5) * phrase "{adopt} … {secrecy_act}"
    + in_year * phrase "to {adopt} … law …6 {secret}",
  finds   = { "The Diet passed the secrecy law in December 2013.", "Japan enacted a law in 2014 on state secrets.",
    "Its move in 2013 to pass a law on top-secret material was late." },
  ignores = { "The Diet passed the budget in 2013.", "The secrecy law was criticised in 2015." },
}
