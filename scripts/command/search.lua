-- gimlet search: documents that hold words, the best first.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local search = require "gimlet.query.search"
local statistics = require "gimlet.query.statistics"
local terminal = require "gimlet.cli.terminal"

-- The passage with its marks bold, cut to what fits around the first of them.
local function highlighted(passage, room)
  local text, marks = passage.text, passage.marks
  local from = 1
  if #text > room and marks[1][1] > room // 3 then
    from = marks[1][1] - room // 3
    from = (text:find(" ", math.max(1, from), true) or from) + 1
  end
  local to = math.min(#text, from + room)
  if to < #text then
    while to > from and not text:sub(to, to):find "%s" do to = to - 1 end
  end
  local parts, at = {}, from
  for _, found in ipairs(marks) do
    local first, last = found[1] + 1, found[2]
    if first >= at and last <= to then
      parts[#parts + 1] = terminal.plain(text:sub(at, first - 1))
      parts[#parts + 1] = terminal.bold(terminal.plain(text:sub(first, last)))
      at = last + 1
    end
  end
  parts[#parts + 1] = terminal.plain(text:sub(at, to))
  return (from > 1 and "…" or "") .. table.concat(parts):gsub("%s+$", "") .. (to < #text and "…" or "")
end

local function print_results(found, open)
  for _, result in ipairs(found.results) do
    local title = terminal.plain(result.title or select(2, files.split(result.document)))
    io.write(("%s  %s  %s\n"):format(terminal.bold(("%6.2f"):format(result.score)), terminal.dim("#" .. result.number),
      terminal.cut(title, math.max(20, terminal.width() - 20))))
    local about = {}
    about[#about + 1] = result.date
    about[#about + 1] = result.source and terminal.plain(result.source)
    if #about > 0 then io.write("        ", terminal.dim(table.concat(about, " · ")), "\n") end
    if result.passage then
      io.write(terminal.wrap(highlighted(result.passage, 3 * (terminal.width() - 10)), nil, "        "), "\n")
    end
    io.write "\n"
  end
  io.write(terminal.dim(terminal.wrap(("%s of %s documents, %s shown; by BM25 with k1 = %g, b = %g, in %s."):format(
    statistics.thousands(found.total), statistics.thousands(found.documents), statistics.thousands(#found.results),
    found.k1, found.b, open.path))), "\n")
end

local function flat(result)
  return { rank = result.rank, document = result.document, number = result.number, score = result.score,
    title = result.title, date = result.date, source = result.source,
    passage = result.passage and result.passage.text }
end

return {
  summary = "full text search, ranked, with the best passage",
  usage = "search [OPTIONS] WORDS",
  about = "Words are sought in all their forms and must all occur; \"several words\" in quotes one after the other; "
    .. "vet* for words that begin so; a OR b; NOT a (or -a); a NEAR/5 b for at most five words between, in one "
    .. "sentence; title:word, source:word, author:word or any metadata. Ranked by BM25 (Robertson & Zaragoza 2009), "
    .. "what is equal by number. Put -- before words that begin with a minus.",
  minimum = 1,
  options = {
    "corpus",
    statistics.OPTIONS.where,
    { "limit", short = "n", value = "N", kind = "integer", default = 10,
      help = "so many documents (default: 10; 0: all)" },
    { "k1", value = "X", kind = "number", default = search.K1, help = "how much repetition counts (default: 1.2)" },
    { "b", value = "X", kind = "number", default = search.B, help = "how much length counts, 0 to 1 (default: 0.75)" },
    { "no-passages", help = "without passages" },
    statistics.OPTIONS.csv, statistics.OPTIONS.tsv, "json",
  },
  examples = {
    { "gimlet search security clearance", "documents with both words" },
    { "gimlet search '\"security clearance\" NEAR/10 Japan' -n 5", "close to each other" },
    { "gimlet search 'title:treaty (peace OR truce) NOT war' --json", "for other programs" },
  },
  run = function(options, arguments)
    if options.k1 < 0 then args.misuse("--k1: 0 or more") end
    if options.b < 0 or options.b > 1 then args.misuse("--b: 0 to 1") end
    statistics.check_condition(options.where)
    local open, message = corpus.open(options.corpus, { readonly = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    local found, why = search.find(open, table.concat(arguments, " "), { where = options.where, limit = options.limit,
      k1 = options.k1, b = options.b, passages = not options.no_passages })
    if not found then return nil, why end
    if options.json then
      for _, result in ipairs(found.results) do
        local passage = result.passage
        if passage then
          for i, found_at in ipairs(passage.marks) do passage.marks[i] = json.array(found_at) end
          passage.marks = json.array(passage.marks)
        end
        result.type, result.schema = "result", 1
        io.write(json.encode(result), "\n")
      end
    elseif options.csv or options.tsv then
      local rows = {}
      for i, result in ipairs(found.results) do rows[i] = flat(result) end
      statistics.write_rows({ "rank", "document", "number", "score", "title", "date", "source", "passage" }, rows,
        options.csv and "," or "\t")
    else
      print_results(found, open)
    end
    return 0
  end,
}
