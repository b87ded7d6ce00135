-- gimlet kwic: a concordance of words, of a phrase, of a query in CQL, or of a rule's hits.
local args = require "gimlet.cli.args"
local concordance = require "gimlet.query.concordance"
local csv = require "gimlet.format.csv"
local json = require "gimlet.base.json"
local kwic = require "gimlet.query.kwic"
local terminal = require "gimlet.cli.terminal"

local SHOWN_GROUPS <const> = 50

-- ---- options --------------------------------------------------------------------------------------------

-- --context 10, 80c, s, 2s: how much of the text stands beside a match.
local function display_of(options)
  local text = options.context
  if not text then return { unit = "characters", left = 160, right = 160, sentence = options.json } end
  local number, letter = text:match "^(%d*)(%a*)$"
  local unit = ({ [""] = "tokens", w = "tokens", c = "characters", s = "sentence" })[letter or "?"]
  if not unit or (number == "" and unit ~= "sentence") then
    args.misuse(("--context: “%s” is none of 10 (words), 80c (characters), s (the sentence), 2s"):format(text))
  end
  local count = number == "" and 0 or math.tointeger(tonumber(number))
  if unit == "sentence" and count > 0 then count = count - 1 end
  return { unit = unit, left = count, right = count, sentence = options.json }
end

-- --within s, 3 s, 20
local function within_of(text)
  if not text then return nil end
  local number, name = text:match "^%s*(%d*)%s*([%a_]*[%w_]*)%s*$"
  if not number or (number == "" and name == "") or number == "0" then
    args.misuse(("--within: “%s” is none of s, p, text, 2 s, 20 (words)"):format(text))
  end
  return { math.tointeger(tonumber(number)) or 1, name ~= "" and name or nil, position = 1 }
end

local function check(options)
  if options.sort then
    local _, wrong = concordance.ways(options.sort)
    if wrong then
      args.misuse(("--sort: “%s” is none of %s%s"):format(wrong, table.concat(concordance.SORTS, ", "),
        args.did_you_mean(wrong, concordance.SORTS)))
    end
  end
  if options.cql and options.phrase then args.misuse "--cql and --phrase are two ways to read one query" end
  if options.limit and options.limit < 0 then args.misuse "--limit: a number from 0 is wanted" end
  if options.sample and options.sample < 1 then args.misuse "--sample: a number from 1 is wanted" end
  options.within = within_of(options.within)
  options.display = display_of(options)
  options.as = options.cql and "cql" or options.phrase and "phrase" or nil
  -- Nothing that needs all matches: the search may stop at the limit.
  local all = options.sort and options.sort ~= "text" or options.sample or options.group or options.count
  options.first = not all and options.limit or nil
end

-- ---- collecting -----------------------------------------------------------------------------------------

local function write_match(match, query, options)
  concordance.as_kwic(match, query)
  io.write(options.csv and concordance.csv(match) or json.line(match))
end

-- Where matches go as they come.
local function collector(query, options)
  local found, progress = { total = 0 }, terminal.progress "matches"
  local streams = (options.json or options.csv) and not (options.sort or options.sample or options.group)
  local limit = options.limit or math.maxinteger
  local keeps = not options.count
  return found, function(match)
    found.total = found.total + 1
    progress:update(found.total)
    if not keeps or (found.total > limit and not (options.sort or options.sample or options.group)) then return end
    if streams then write_match(match, query, options) else found[#found + 1] = match end
  end, progress
end

local function failure_reporter(options)
  local failures = { count = 0 }
  return failures, function(failure)
    failures.count = failures.count + 1
    local text = failure.document and failure.document .. (failure.line and ":" .. failure.line or "") .. ": " or ""
    terminal.failure(text .. failure.message)
    if options.json then
      io.write(json.line { type = "failure", document = failure.document, message = failure.message })
    end
  end
end

local function search_corpus(opened, options, on_match, on_failure, found)
  local corpus, message = require("gimlet.corpus").open(options.corpus, { readonly = true })
  if not corpus then return nil, message end
  local closing <close> = corpus -- luacheck: ignore closing
  local good
  if opened.run and options.count then
    local matches
    matches, message = opened:run(corpus, options)
    good = matches
    found.total = matches and #matches or 0
  elseif opened.run and options.sample then
    good, message = opened:sampled(corpus, options, on_match, found)
  else
    good, message = opened:corpus(corpus, options, on_match, on_failure)
  end
  if good and options.group then
    local groups = require "gimlet.query.groups"
    found.groups = groups.count(found, options.group, groups.keys(corpus, options.group),
      groups.sizes(corpus, options.group, options.where))
  end
  return good, message
end

-- Runs the query; gives matches and the number of failures.
local function collect(opened, query, paths, options)
  local found, on_match, progress = collector(query, options)
  local failures, on_failure = failure_reporter(options)
  if options.csv and not options.group and not options.count then io.write(concordance.csv()) end
  local good, message
  if #paths > 0 then
    good, message = opened:files(paths, options, on_match, on_failure)
    if good and options.group then
      found.groups = require("gimlet.query.groups").count(found, options.group, nil, nil)
    end
  else
    good, message = search_corpus(opened, options, on_match, on_failure, found)
  end
  progress:finish()
  if not good then return nil, message end
  return found, failures.count
end

-- ---- showing --------------------------------------------------------------------------------------------

local function show_groups(found, options)
  local groups = found.groups
  if options.json then
    for _, group in ipairs(groups) do
      group.type, group.by = "group", options.group
      io.write(json.line(group))
    end
    return
  elseif options.csv then
    io.write("group,matches,documents,tokens,per_million\r\n")
    for _, group in ipairs(groups) do
      io.write(csv.row { group.group, group.matches, group.documents, group.tokens or "",
        group.per_million and ("%.4f"):format(group.per_million) or "" })
    end
    return
  end
  local total, limit = #groups, options.limit or SHOWN_GROUPS
  for i = #groups, limit + 1, -1 do groups[i] = nil end
  terminal.page(concordance.render_groups(groups, options.group, terminal.page_width())
    .. terminal.dim(("%d match%s in %d group%s%s"):format(found.total, found.total == 1 and "" or "es", total,
      total == 1 and "" or "s", total > #groups and (", %d shown"):format(#groups) or "")) .. "\n")
end

local function take_sample(found, options)
  if not options.sample or found.sampled then return end
  local chosen = concordance.sample(#found, options.sample, options.seed)
  for i = 1, #found do found[i] = chosen[i] and found[chosen[i]] or nil end
end

local function footer(found, options)
  local shown = #found
  if options.first and found.total >= options.first and options.first > 0 then
    return ("the first %d match%s; --count counts all"):format(shown, shown == 1 and "" or "es")
  end
  return ("%d match%s%s"):format(found.total, found.total == 1 and "" or "es",
    shown < found.total and (", %d shown"):format(shown) or "")
end

local function show(found, query, options)
  if options.count then
    io.write(options.json and json.line { type = "count", matches = found.total } or found.total .. "\n")
    return
  elseif options.group then
    return show_groups(found, options)
  end
  take_sample(found, options)
  concordance.sort(found, options.sort or "text")
  for i = #found, (options.limit or #found) + 1, -1 do found[i] = nil end
  if options.json or options.csv then
    for _, match in ipairs(found) do write_match(match, query, options) end
    return
  end
  terminal.page(concordance.render(found, options.width or terminal.width())
    .. terminal.dim(footer(found, options)) .. "\n")
end

local function run(options, arguments)
  local query = table.remove(arguments, 1)
  check(options)
  for _, path in ipairs(arguments) do
    if path:find "^[^./*?%[]+$" and path ~= "-" and not require("gimlet.base.files").exists(path) then
      args.misuse(("no file “%s”; a query of several words is one argument: gimlet kwic \"%s %s\""):format(path, query,
        table.concat(arguments, " ")))
    end
  end
  local opened, message = kwic.open(query, options)
  if not opened then return nil, message end
  local found, failures = collect(opened, query, arguments, options)
  opened:close()
  if not found then return nil, failures end
  show(found, query, options)
  return failures > 0 and 1 or 0
end

return {
  summary = "show words, a phrase, a CQL query or a rule's hits in their contexts",
  usage = "kwic QUERY [FILE…]",
  about = "Looks through files, or through the corpus where none are named. QUERY is words, a query in CQL or a rule. "
    .. "Words are a phrase of the rule language: a word stands for its inflected forms in any case, \"…\" in double "
    .. "quotes for what is written, a|b for either, vet* for a part of a word, … for a gap. What begins as CQL does "
    .. "(\" ' [ < @ MU TAB, a label a:, or one of these behind parentheses) and parses as CQL is CQL, the query "
    .. "language of CWB/CQP: regular expressions over whole forms, case-sensitive, across sentences unless told. A "
    .. "rule is named in full, pack.name.",
  minimum = 1,
  options = {
    "corpus",
    "json",
    { "csv", help = "CSV with docname, from, to, pre, keyword, post, pattern; tokens from 1" },
    { "cql", help = "read QUERY as CQL whatever it looks like" },
    { "phrase", help = "read QUERY as a phrase whatever it looks like" },
    { "strategy", value = "NAME", choices = { "standard", "shortest", "longest", "traditional" },
      help = "CQL: which matches count; standard (default), shortest, longest, traditional" },
    { "within", value = "UNIT", help = "CQL: a match lies within s, p, text, 2 s or 20 (words), unless QUERY says" },
    { "where", value = "CONDITION", help = "documents of the corpus to look through, as in `gimlet docs`" },
    { "sort", short = "s", value = "BY",
      help = "text (default), left (from the nearest word), right, match, document, date, source, title; several with "
        .. "commas, -BY from the end" },
    { "sample", value = "N", kind = "integer", help = "so many by chance" },
    { "seed", value = "N", kind = "integer", default = 1, help = "another sample" },
    { "limit", short = "n", value = "N", kind = "integer", help = "show no more than so many; unsorted, stop there" },
    { "context", value = "N",
      help = "how much stands beside a match: 10 (words), 80c (characters), s (the sentence), 2s" },
    { "width", short = "w", value = "N", kind = "integer", help = "columns of a line" },
    { "count", help = "print the number of matches only" },
    { "group", short = "g", value = "BY",
      help = "count matches by match, document, year, month, source or any metadata" },
    { "subject", value = "NAME", help = "the subject of a factor" },
    "jobs",
  },
  examples = {
    { 'gimlet kwic "security clearance"', "in the corpus, inflected forms as well" },
    { 'gimlet kwic "vet* … staff|personnel" articles/*.txt --sort right', "in files, by what follows" },
    { "gimlet kwic '[lemma=\"share\"] []{0,3} \"intelligence\" within s' --sort left,right", "a query in CQL" },
    { "gimlet kwic '\"Japan\" [shape=\"Xx+\"]' --group year", "how often in each year" },
    { "gimlet kwic five_eyes.security_clearance -c corpus.db --json", "a factor's hits, one JSON object a line" },
  },
  run = run,
}
