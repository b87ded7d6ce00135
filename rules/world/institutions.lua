-- Who stands for a country without naming it: agencies, ministries, forces, parties, leaders.

entity "agency" {
  kind    = "agency",
  about   = "Intelligence and security services, with the country they serve and what they do.",
  names   = file "agencies.tsv",
  finds   = { "The CIA and MI6 met the Cabinet Intelligence and Research Office." },
  ignores = { "The agency of the travel company closed." },
}

entity "institution" {
  kind    = "institution",
  about   = "Ministries, armed forces, parliaments and parties that can only be one country's.",
  names   = file "institutions.tsv",
  finds   = { "The Self-Defense Forces and the Diet agreed.", "The State Department said so." },
  ignores = { "He went on a diet in self-defence." },
}

-- Who holds an office changes: a dated document takes the row that holds then, and “the Prime Minister said” is
-- resolved by this table.
entity "office" {
  kind    = "leader",
  about   = "Heads of government and some ministers by their office, with who held it when.",
  names   = file "offices.tsv",
  finds   = { "The prime minister of Japan resigned.", "Japan's prime minister left." },
  ignores = { "The prime minister resigned." },
}

entity "leader" {
  kind    = "leader",
  about   = "Heads of state and government and some ministers, with office and dates.",
  names   = file "leaders.tsv",
  finds   = { "Shinzo Abe met John Howard.", "Ishiba lost." },
  ignores = { "They trumped up the charges." },
}
