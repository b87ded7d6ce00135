-- gimlet docs: the documents of a corpus, by their metadata.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local scales = require "gimlet.score.scales"
local terminal = require "gimlet.cli.terminal"

local function count(number, what) return ("%d %s%s"):format(number, what, number == 1 and "" or "s") end

local function number_of(document) return ("#%d"):format(document.number) end

local function title_of(document)
  return terminal.plain(document.title or document.record and document.document
    or select(2, files.split(document.document)))
end

local function row_of(document, options)
  local grade = document.grade or (document.source and "–" or "")
  local row = { number_of(document), document.date or terminal.dim("undated"),
    terminal.cut(terminal.plain(document.source_name or ""), 24), grade, title_of(document) }
  if options.paths then row[5] = terminal.plain(document.document) end
  return row
end

-- Lines of TSV to be filled in and given back as a sidecar or sources.tsv.
local function worklist(documents)
  io.write("document\tdate\tsource\ttitle\n")
  for _, document in ipairs(documents) do
    local cells = { document.document, document.date or "", document.source or "", document.title or "" }
    for i, cell in ipairs(cells) do cells[i] = cell:gsub("[\t\r\n]+", " ") end
    io.write(table.concat(cells, "\t"), "\n")
  end
end

local FILLED = { "title", "date", "source", "author", "credibility", "language", "url", "origin" }

local function cells_of(line)
  local cells = {}
  for cell in (line .. "\t"):gmatch("(.-)\t") do cells[#cells + 1] = cell:match("^%s*(.-)%s*$") end
  return cells
end

-- The values of one line that say something new.
local function new_values(document, cells, columns)
  local values
  for _, name in ipairs(FILLED) do
    local cell = columns[name] and cells[columns[name]] or ""
    if cell ~= "" and cell ~= tostring(document[name] or "") then
      values = values or {}
      values[name] = cell
    end
  end
  return values
end

local function fill_line(open, cells, columns)
  local name = cells[columns.document]
  if not name or name == "" then return nil, "which document?" end
  local document, message = open:doc(name, {})
  if not document then return nil, message end
  local values = new_values(document, cells, columns)
  if not values then return false end
  return open:correct(document.number, values, os.getenv("USER"))
end

-- Takes over a worklist that was filled in.
local function fill(open, path)
  local text, message = files.read(path)
  if not text then return nil, message end
  local columns, number, filled, failed
  number, filled, failed = 0, 0, 0
  for line in (text:gsub("^\u{FEFF}", "") .. "\n"):gmatch("(.-)\r?\n") do
    number = number + 1
    if not columns then
      columns = {}
      for i, name in ipairs(cells_of(line)) do columns[name:lower()] = i end
      if not columns.document then
        return nil, path .. ":1: the first line names the columns: document, date, source …"
      end
    elseif line:find("%S") then
      local good, why = fill_line(open, cells_of(line), columns)
      if good then
        filled = filled + 1
      elseif good == nil then
        failed = failed + 1
        terminal.failure(("%s:%d: %s"):format(path, number, why))
      end
    end
  end
  print(("%s filled in from %s."):format(count(filled, "document"), path))
  return failed > 0 and 1 or 0
end

local FIELDS = { "number", "hash", "document", "path", "record", "title", "date", "source", "author", "credibility",
  "language", "url", "origin", "format", "charset", "bytes", "grade", "loaded_at" }

local function object(document, extra)
  local out = { type = "document", schema = 1, tokens = document.token_count, sentences = document.sentence_count }
  for _, name in ipairs(FIELDS) do out[name] = document[name] end
  out.confidence = scales.to_stix("admiralty", (document.grade or "") .. (document.credibility or "")) -- of STIX 2.1
  out.publisher = document.source_name ~= document.source and document.source_name or nil
  for name, value in pairs(extra or {}) do out[name] = value end
  return json.encode(out)
end

local function print_table(documents, options)
  local rows = {}
  for i, document in ipairs(documents) do rows[i] = row_of(document, options) end
  io.write(terminal.table(rows, { header = { "no", "date", "source", "grade", options.paths and "document" or "title" },
    shrink = 5 }))
end

-- Groups of near-copies among the documents chosen, each with how alike its members are to the first.
local function duplicates(open, documents, options)
  local cluster = require "gimlet.score.cluster"
  local by_hash, chosen = {}, {}
  local clusters = open:clusters()
  for _, document in ipairs(documents) do
    by_hash[document.hash] = document
    chosen[document.hash] = clusters[document.hash]
  end
  local groups = cluster.groups(chosen)
  for _, group in ipairs(groups) do
    table.sort(group, function(a, b) return by_hash[a].number < by_hash[b].number end)
  end
  table.sort(groups, function(a, b) return by_hash[a[1]].number < by_hash[b[1]].number end)
  for i, group in ipairs(groups) do
    local first = by_hash[group[1]]
    local _, _, first_signature = open.box:content(first.number)
    for j, hash in ipairs(group) do
      local document = by_hash[hash]
      local _, _, signature = open.box:content(document.number)
      local _, share = cluster.resemblance({ signature = first_signature }, { signature = signature })
      if options.json then
        print(object(document, { cluster = clusters[hash], containment = math.floor(share * 1000 + 0.5) / 1000 }))
      else
        if j == 1 then io.write(i > 1 and "\n" or "", terminal.bold("story " .. i), "\n") end
        local shown = j > 1 and ("  %3d %%"):format(math.floor(share * 100 + 0.5)) or "       "
        io.write(shown, "  ", terminal.pad(number_of(document), 6), terminal.pad(document.date or "undated", 12),
          terminal.cut(title_of(document), math.max(20, terminal.width() - 28)), "\n")
      end
    end
  end
  if not options.json then
    local what = #groups == 1 and "1 story is" or #groups .. " stories are"
    io.write(#groups > 0 and "\n" or "", ("%s told in more than one document of %d"):format(what, #documents),
      #groups > 0 and "; % of the shorter text that is in the first.\n" or ".\n")
  end
end

local function docs(open, options)
  local documents, message = open:list { where = options.where, undated = options.undated,
    ungraded = options.ungraded, order = options.sort, limit = options.limit }
  if not documents then args.misuse(message) end
  if options.duplicates then
    duplicates(open, documents, options)
  elseif options.json then
    for _, document in ipairs(documents) do print(object(document)) end
  elseif options.tsv then
    worklist(documents)
  elseif #documents == 0 then
    print("No documents" .. (options.where and " fulfil the condition." or "."))
  else
    print_table(documents, options)
    io.write("\n", count(#documents, "document"), " of ", tostring(open:count()), " in ", open.path, "\n")
  end
  return 0
end

return {
  summary = "list documents by their metadata",
  usage = "docs [OPTIONS]",
  about = "One line a document: number, date, source, the source's grade at that date (– where there is none) and "
    .. "title. A condition names columns (date, source, title, author, language, format, path, credibility, tokens, …) "
    .. "or any metadata, with = != < <= > >=, ~ (contains), in (…), is missing, and, or, not.",
  maximum = 0,
  options = {
    "corpus",
    { "where", short = "w", value = "CONDITION", help = "only documents that fulfil it" },
    { "undated", help = "only those without a date" },
    { "ungraded", help = "only those whose source has no grade at their date" },
    { "duplicates", help = "stories told in more than one document" },
    { "sort", value = "ORDER", choices = { "number", "date", "source", "title", "name" }, default = "number",
      help = "number (default), date, source, title or name" },
    { "limit", short = "n", value = "N", kind = "integer", help = "at most so many" },
    { "paths", help = "show where they came from instead of titles" },
    { "tsv", help = "as a worklist: document, date, source, title" },
    { "fill", value = "FILE", help = "take over a worklist that was filled in: TSV with a column document, and any of "
      .. "title, date, source, author, credibility, language, url, origin; a language is that of all of the text, "
      .. "which is cut into words and sentences again" },
    "json",
  },
  examples = {
    "gimlet docs --where 'date >= 2020 and source = \"Nikkei\"'",
    { "gimlet docs --undated --tsv > work.tsv; $EDITOR work.tsv; gimlet docs --fill work.tsv",
      "give the undated documents their dates; the word stays when they are loaded again" },
    "gimlet docs --duplicates",
  },
  run = function(options)
    local open, message = corpus.open(options.corpus, { readonly = not options.fill })
    if not open then return nil, message end
    local status <close> = open -- luacheck: ignore status
    if options.fill then return fill(open, options.fill) end
    return docs(open, options)
  end,
}
