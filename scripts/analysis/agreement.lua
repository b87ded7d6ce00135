-- Agreement of a pack with a hand coding: precision, recall, kappa and the sentences they differ on.
return {
  usage = "agreement PACK GOLD",
  about = "GOLD is a table of sentences coded by people, CSV or TSV, with columns text and code (several codes parted "
    .. "by semicolons). A sentence's codes by the pack are the rules that find something in it, by their names without "
    .. "the pack. For other forms of coding, and confidence intervals, there is `gimlet eval`.",
  minimum = 2, maximum = 2,
  options = { { "differ", help = "list the sentences where they differ instead" } },
  examples = { "gimlet do agreement mypack coded.csv", "gimlet do agreement mypack coded.csv --differ -o differ.csv" },
  run = function(words, options, arguments)
    local coded = words.coded(arguments[2])
    local codes, rows, differ = {}, {}, {}
    local found = words.codes(arguments[1], coded:column "text")
    local function tally(code)
      if not codes[code] then
        codes[code] = { code = code, both = 0, rules_only = 0, people_only = 0, neither = 0 }
        rows[#rows + 1] = codes[code]
      end
      return codes[code]
    end
    for row in coded do for code in pairs(row.codes) do tally(code) end end
    for i, row in ipairs(coded) do
      for code, own in pairs(codes) do
        local rule, person = found[i][code] == true, row.codes[code] == true
        local cell = rule and (person and "both" or "rules_only") or person and "people_only" or "neither"
        own[cell] = own[cell] + 1
        if rule ~= person then
          differ[#differ + 1] = { code = code, rules = rule and "yes" or "no", people = person and "yes" or "no",
            text = row.text }
        end
      end
    end
    for _, row in ipairs(rows) do
      local n = row.both + row.rules_only + row.people_only + row.neither
      local rules, people = row.both + row.rules_only, row.both + row.people_only
      row.precision, row.recall = rules > 0 and row.both / rules or nil, people > 0 and row.both / people or nil
      local chance = (rules * people + (n - rules) * (n - people)) / (n * n) -- Cohen 1960
      row.kappa = chance < 1 and ((row.both + row.neither) / n - chance) / (1 - chance) or nil
    end
    if options.differ then return words.rows(differ, { "code", "rules", "people", "text" }):sort "code" end
    return words.rows(rows, { "code", "precision", "recall", "kappa", "both", "rules_only", "people_only", "neither" },
      { label = "code", value = "kappa" }):sort "code"
  end,
}
