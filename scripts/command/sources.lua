-- gimlet sources: who publishes, under which names, and how reliable.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local edtf = require "gimlet.base.edtf"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local sources = require "gimlet.score.sources"
local terminal = require "gimlet.cli.terminal"

-- Every source known or written in a document, with how many documents name it.
local function collect(open)
  local list, by_name = {}, {}
  local function entry(name)
    if not by_name[name] then
      by_name[name] = { name = name, documents = 0, aliases = {}, grades = {} }
      list[#list + 1] = by_name[name]
    end
    return by_name[name]
  end
  for _, source in ipairs(open:grades().sources) do
    local one = entry(source.name)
    one.aliases, one.grades = source.aliases, source.grades
  end
  local unknown = 0
  for _, row in ipairs(open:sources_written()) do
    local name = open:grades():of(row.source)
    if name then
      local one = entry(name)
      one.documents = one.documents + row.documents
      if row.first and (not one.first or row.first < one.first) then one.first = row.first end
      if row.last and (not one.last or row.last > one.last) then one.last = row.last end
    else
      unknown = unknown + row.documents
    end
  end
  table.sort(list, function(a, b)
    if a.documents ~= b.documents then return a.documents > b.documents end
    return a.name < b.name
  end)
  return list, unknown
end

local function period(grade)
  if not grade.begins and not grade.ends then return "" end
  return ("%s to %s"):format(grade.begins or "…", grade.ends or "…")
end

local function notes(grade)
  local parts = {}
  if grade.reason then parts[1] = grade.reason end
  if grade.grader then parts[#parts + 1] = "(" .. grade.grader .. ")" end
  return table.concat(parts, " ")
end

local function rows_of(source)
  local rows = {}
  local name = terminal.cut(terminal.plain(source.name), 28)
  for i = 1, math.max(1, #source.grades) do
    local grade = source.grades[i]
    rows[i] = { i == 1 and name or "", i == 1 and source.documents or "", grade and grade.grade or "–",
      grade and period(grade) or "", grade and terminal.plain(notes(grade)) or "" }
  end
  if #source.aliases > 0 then
    rows[#rows + 1] = { "", "", "", "", terminal.plain("also " .. table.concat(source.aliases, ", ")) }
  end
  return rows
end

local function print_table(list, unknown)
  local rows, graded, documents, covered = {}, 0, unknown, 0
  for _, source in ipairs(list) do
    for _, row in ipairs(rows_of(source)) do rows[#rows + 1] = row end
    documents = documents + source.documents
    if #source.grades > 0 then
      graded = graded + 1
      covered = covered + source.documents
    end
  end
  local header = { "source", "documents", "grade", "period", "reason" }
  local periods = false
  for _, row in ipairs(rows) do periods = periods or row[4] ~= "" end
  if not periods then
    for _, row in ipairs(rows) do table.remove(row, 4) end
    table.remove(header, 4)
  end
  if #rows > 0 then
    io.write(terminal.table(rows, { header = header, shrink = #header, right = { [2] = true } }), "\n")
  end
  io.write(("%d source%s, %d graded; %d of %d document%s from a graded source"):format(#list, #list == 1 and "" or "s",
    graded, covered, documents, documents == 1 and "" or "s"),
    unknown > 0 and ("; %d name no source"):format(unknown) or "", ".\n")
  if graded < #list then io.write("Grade one: gimlet sources grade NAME A|B|C|D|E|F --reason \"…\"\n") end
end

local function list_sources(open, options)
  local list, unknown = collect(open)
  if options.ungraded then
    local kept = {}
    for _, source in ipairs(list) do if #source.grades == 0 then kept[#kept + 1] = source end end
    io.write(sources.write_tsv(kept))
  elseif options.undated then
    io.write("document\tdate\tsource\ttitle\n")
    for document in open:docs { undated = true } do
      local cells = { document.document, "", document.source or "", document.title or "" }
      for i, cell in ipairs(cells) do cells[i] = cell:gsub("[\t\r\n]+", " ") end
      io.write(table.concat(cells, "\t"), "\n")
    end
  elseif options.json then
    for _, source in ipairs(list) do
      local grades = json.array({})
      for i, grade in ipairs(source.grades) do
        grades[i] = { grade = grade.grade, from = grade.begins, to = grade.ends, reason = grade.reason,
          grader = grade.grader }
      end
      print(json.encode({ type = "source", schema = 1, name = source.name, aliases = json.array(source.aliases),
        documents = source.documents, first = source.first, last = source.last, grades = grades }))
    end
  else
    print_table(list, unknown)
  end
  return 0
end

local function day(text, which)
  if not text then return nil end
  local date, message = edtf.parse(text)
  if not date then args.misuse(message) end
  return date[which]
end

local function grade(open, options, name, letter)
  if not name or not letter then args.misuse("sources grade NAME GRADE, as in: sources grade \"Nikkei Asia\" B") end
  local known, wrong = sources.read_grade(letter)
  if not known then args.misuse(wrong) end
  local good, message = open:grade(name, { grade = known, reason = options.reason, grader = options.grader
    or os.getenv("USER"), begins = day(options.from, "earliest"), ends = day(options.to, "latest") })
  if not good then return nil, message end
  local proper = open:grades():of(name)
  print(("%s is graded %s: %s."):format(proper, known, sources.MEANING[known]))
  local names = {}
  for _, source in ipairs((collect(open))) do
    if source.name == proper and source.documents > 0 then return 0 end
    if source.documents > 0 then names[#names + 1] = source.name end
  end
  local other = args.did_you_mean(name, names)
  print("No document names it yet" .. (other ~= "" and other or "."))
  return 0
end

local function alias(open, name, names)
  if not name or #names == 0 then
    args.misuse("sources alias NAME OTHER…, as in: sources alias \"Nikkei Asia\" Nikkei")
  end
  local good, message = open:alias(name, names)
  if not good then return nil, message end
  print(("%s is also known as %s."):format(open:grades():of(name), table.concat(names, ", ")))
  return 0
end

local function import(open, path)
  if not path then args.misuse("sources import FILE") end
  local text, message = files.read(path)
  if not text then return nil, message end
  local list, failures = sources.read_tsv(text, path)
  local count, why = open:import_sources(list)
  if not count then return nil, path .. ": " .. tostring(why) end
  for _, failure in ipairs(failures) do terminal.failure(failure) end
  print(("%d source%s taken over from %s."):format(count, count == 1 and "" or "s", path))
  return #failures > 0 and 1 or 0
end

local ACTIONS = { "grade", "alias", "import", "export" }

local function run(open, options, arguments)
  local action = arguments[1]
  if not action then return list_sources(open, options) end
  if action == "grade" then return grade(open, options, arguments[2], arguments[3]) end
  if action == "alias" then return alias(open, arguments[2], { table.unpack(arguments, 3) }) end
  if action == "import" then return import(open, arguments[2]) end
  if action == "export" then
    io.write(sources.write_tsv(open:grades().sources))
    return 0
  end
  args.misuse(("unknown action “%s”%s"):format(action, args.did_you_mean(action, ACTIONS)))
end

return {
  summary = "list, grade and name the publishers of documents",
  usage = "sources [grade NAME GRADE | alias NAME OTHER… | import FILE | export] [OPTIONS]",
  about = "Grades are the Admiralty code's: A completely reliable, B usually, C fairly, D not usually, E unreliable, "
    .. "F cannot be judged. Until a source is graded its evidence counts half, marked as ungraded. A file "
    .. "sources.tsv (name, aliases separated by |, grade, from, to, reason, grader) in a loaded folder is taken "
    .. "over as well.",
  options = {
    "corpus",
    { "reason", short = "r", value = "TEXT", help = "why the grade is given" },
    { "from", value = "DATE", help = "first day the grade holds (EDTF)" },
    { "to", value = "DATE", help = "last day the grade holds" },
    { "grader", value = "NAME", help = "who grades (default: $USER)" },
    { "ungraded", help = "print sources without a grade as TSV, to be filled in and imported" },
    { "undated", help = "print documents without a date as TSV, for `gimlet docs --fill`" },
    "json",
  },
  examples = {
    "gimlet sources",
    { "gimlet sources grade \"Nikkei Asia\" B --reason \"own correspondents, corrects errors\"" },
    { "gimlet sources alias \"Nikkei Asia\" Nikkei \"Nikkei Asian Review\"" },
    { "gimlet sources --ungraded > work.tsv; $EDITOR work.tsv; gimlet sources import work.tsv" },
  },
  run = function(options, arguments)
    local writes = arguments[1] and arguments[1] ~= "export"
    local open, message = corpus.open(options.corpus, { readonly = not writes })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    return run(open, options, arguments)
  end,
}
