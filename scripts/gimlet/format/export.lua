-- Hits and documents handed over to other programs, in a format of theirs. What is given is an input:
--   { documents = function(skip) giving an iterator over DOC with text, without those whose hash is in `skip`; hits =
--     HIT[] by hash of the document; lines = what a score made of a hit, by hit; id =, label =, total = of hits }
-- as `of_run`, `of_packs` and `of_hits` make it.
local characters = require "gimlet.format.characters"
local brat = require "gimlet.format.brat"
local conllu = require "gimlet.format.conllu"
local csv = require "gimlet.format.csv"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local lines = require "gimlet.report.lines"
local webannotation = require "gimlet.format.webannotation"

local M = {}

-- ---- what is written ------------------------------------------------------------------------------------

local DOCUMENT <const> = { "title", "date", "source", "author", "credibility", "language", "url", "origin", "hash",
  "path" }

local function document_record(document)
  local record = { type = "document", id = document.document, text = document.text, format = document.format,
    zones = json.array(document.zones or {}), meta = json.array(document.meta or {}), schema = 1 }
  for _, key in ipairs(DOCUMENT) do record[key] = document[key] end
  return record
end

local DOCUMENT_COLUMNS <const> = { "id", "title", "date", "source", "author", "credibility", "language", "url",
  "origin", "hash", "path", "text" }

--- The columns of hits as CSV. `begin` and `end` are bytes as in JSON, `character_…` the same in characters, from 0.
M.HIT_COLUMNS = { "id", "document", "hash", "title", "date", "source", "author", "rule", "kind", "sign", "strength",
  "points", "counts", "why", "begin", "end", "character_begin", "character_end", "text", "sentence", "paragraph",
  "page", "zone", "contexts", "attributed_to", "year", "captures", "at" }

local function captures_text(captures)
  local names, parts = {}, {}
  for name in pairs(captures or {}) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do parts[i] = name .. "=" .. captures[name] end
  return table.concat(parts, "; ")
end

local function decimal(micro) return micro and json.decimal(micro) end

local function hit_row(hit, line, document, at)
  local counts = not line and hit.counts ~= false or line and (line.status == "evidence" or line.status == "repeat")
  local special = {
    title = document.title, date = document.date, source = document.source, author = document.author,
    document = document.document, sign = line and line.sign or hit.sign, strength = decimal(hit.strength),
    points = line and decimal(line.counts and line.points or 0), counts = tostring(counts),
    why = line and line.repeats and line.why or not counts and (line and line.why or hit.why) or nil,
    character_begin = at(hit.begin),
    character_end = at(hit["end"]), contexts = table.concat(hit.contexts or {}, "; "),
    attributed_to = line and line.speaker or hit.attributed_to, captures = captures_text(hit.captures),
  }
  local row = {}
  for i, name in ipairs(M.HIT_COLUMNS) do
    local value = special[name]
    if value == nil and name ~= "why" then value = hit[name] end
    row[i] = value
  end
  return row
end

-- ---- the formats ----------------------------------------------------------------------------------------
-- Each: begin(write, input, options) gives what takes a document with its hits, and what ends it.

local FORMATS = {}

function FORMATS.jsonl(write, input, options)
  return function(document, hits)
    if options.documents then return write(json.encode(document_record(document)) .. "\n") end
    for _, hit in ipairs(hits) do write(json.encode(lines.hit(hit, input.lines[hit])) .. "\n") end
  end
end

function FORMATS.csv(write, input, options)
  local columns = options.documents and DOCUMENT_COLUMNS or M.HIT_COLUMNS
  write(csv.row(columns))
  return function(document, hits)
    if options.documents then
      local record, row = document_record(document), {}
      for i, name in ipairs(columns) do row[i] = record[name] end
      return write(csv.row(row, #columns))
    end
    local at = characters.counter(document.text)
    for _, hit in ipairs(hits) do write(csv.row(hit_row(hit, input.lines[hit], document, at), #columns)) end
  end
end

-- Hits as a score took them: with what an analyst decided.
local function as_decided(hits, found)
  local list = {}
  for i, hit in ipairs(hits) do
    local line = found[hit]
    list[i] = line and setmetatable({ sign = line.sign, attributed_to = line.speaker,
      counts = line.status == "evidence" or line.status == "repeat", why = line.why }, { __index = hit }) or hit
  end
  return list
end

function FORMATS.conllu(write, input)
  return function(document, hits) write(conllu.document(document, nil, as_decided(hits, input.lines))) end
end

function FORMATS.webannotation(write, input)
  local add, finish = webannotation.collection(write, { id = input.id, label = input.label, total = input.total,
    version = require("gimlet")._VERSION })
  return function(document, hits) add(document, as_decided(hits, input.lines)) end, finish
end

--- The formats, by name.
M.FORMATS = { "jsonl", "csv", "brat", "conllu", "webannotation" }

-- ---- brat: a folder with two files a document -----------------------------------------------------------

-- The name of a document's files: its own without folder and ending, each once.
local function file_names()
  local used = {}
  return function(document)
    local _, name = files.split((document.document:gsub("/+$", "")))
    name = name:gsub("%.%w+$", ""):gsub("[^%w%-_.\128-\255]", "_"):gsub("^%.+", ""):sub(1, 100)
    if not utf8.len(name) or name == "" then name = "document" end
    local base, number = name, 1
    while used[name:lower()] do
      number = number + 1
      name = ("%s-%d"):format(base, number)
    end
    used[name:lower()] = true
    return name
  end
end

local function write_brat(folder, each, input)
  local made, message = files.make_folders(folder)
  if not made then return nil, message end
  local name_of, all, failed = file_names(), {}, nil
  local function save(name, text)
    local good, why = files.write(files.join(folder, name), text)
    failed = failed or not good and why or nil
  end
  local good, why = each(function(document, hits)
    local name = name_of(document)
    hits = as_decided(hits, input.lines)
    save(name .. ".txt", brat.text(document.text))
    save(name .. ".ann", brat.write(hits, document.text))
    table.move(hits, 1, #hits, #all + 1, all)
  end)
  if not good then return nil, why end
  save("annotation.conf", brat.configuration(all))
  if failed then return nil, failed end
  return true
end

-- ---- writing --------------------------------------------------------------------------------------------

-- Calls `take(document, hits)` for every document that is to be written.
local function walker(input, options)
  -- Texts of documents that are not written are not unpacked.
  local skip = not options.documents and setmetatable({}, { __index = function(_, hash)
    return input.hits[hash] == nil
  end }) or nil
  return function(take)
    for document in input.documents(skip) do
      local hits = input.hits[document.hash] or {}
      table.sort(hits, function(a, b)
        if a.begin ~= b.begin then return a.begin < b.begin end
        if a["end"] ~= b["end"] then return a["end"] > b["end"] end
        if a.rule ~= b.rule then return a.rule < b.rule end
        return tostring(a.id) < tostring(b.id)
      end)
      if #hits > 0 or options.documents then take(document, hits) end
    end
    return true
  end
end

local function opened(path)
  if not path or path == "-" then return io.stdout end
  return io.open(path, "wb")
end

---Writes hits, or documents, in a format.
---@param format string of M.FORMATS
---@param input table as of_run, of_packs or of_hits make it
---@param path string? file, for brat a folder; standard output when left out
---@param options { documents: boolean? }? documents: for jsonl and csv the documents in place of hits; for brat and
--- conllu documents without hits as well
---@return true?
---@return string? message
function M.write(format, input, path, options)
  options = options or {}
  local each = walker(input, options)
  if format == "brat" then
    if not path then return nil, "brat's annotations are files: -o FOLDER says where" end
    return write_brat(path, each, input)
  end
  local begin = FORMATS[format] or error("no format is called " .. tostring(format), 2)
  local file, message = opened(path)
  if not file then return nil, message end
  local failed
  local function write(text)
    local good, why = file:write(text)
    failed = failed or not good and why or nil
  end
  local take, finish = begin(write, input, options)
  local good, why = each(take)
  if good and finish then finish() end
  if file ~= io.stdout then
    local closed, wrong = file:close()
    failed = failed or not closed and wrong or nil
  end
  if not good then return nil, why end
  if failed then return nil, ("%s: %s"):format(path or "standard output", failed) end
  return true
end

-- ---- inputs ---------------------------------------------------------------------------------------------

local function grouped(hits, keep)
  local by_hash, total = {}, 0
  for _, hit in ipairs(hits) do
    if keep(hit) then
      by_hash[hit.hash] = by_hash[hit.hash] or {}
      table.insert(by_hash[hit.hash], hit)
      total = total + 1
    end
  end
  return by_hash, total
end

-- Documents with their texts and their proper publisher.
local function documents_of(corpus, options)
  local good, message = corpus:docs { where = options.where }
  if not good then return nil, message end
  return function(skip)
    local iterator = assert(corpus:docs { where = options.where, text = true, order = "hash", skip = skip })
    return function()
      local document = iterator()
      if document then document.source = document.source_name or document.source end
      return document
    end
  end
end

---Hits that somebody already has, of documents of the corpus.
---@param corpus table
---@param hits table[] HIT
---@param options { where: string?, rule: string?, label: string?, id: string?, all: boolean?, lines: table? }? rule:
--- only its hits, by full name or by the part behind the pack's
---@return table? input
---@return string? message
function M.of_hits(corpus, hits, options)
  options = options or {}
  local found = options.lines or {}
  local documents, message = documents_of(corpus, options)
  if not documents then return nil, message end
  local wanted = options.where and {}
  for _, document in ipairs(wanted and corpus:list { where = options.where } or {}) do wanted[document.hash] = true end
  local by_hash, total = grouped(hits, function(hit)
    local line = found[hit]
    local counts = not line and hit.counts ~= false or line and (line.status == "evidence" or line.status == "repeat")
    local asked = not options.rule or hit.rule == options.rule or hit.rule:match "[^.]+$" == options.rule
    return asked and (options.all or counts) and (not wanted or wanted[hit.hash])
  end)
  return { documents = documents, hits = by_hash, lines = found, id = options.id or "hits",
    label = options.label or "Hits found by gimlet", total = total }
end

---The hits of a stored run.
---@param corpus table
---@param what string|integer? number, id or its beginning; the latest when nil
---@param options { where: string?, rule: string?, all: boolean? }?
---@return table? input
---@return string? message
function M.of_run(corpus, what, options)
  local stored = require "gimlet.score.stored"
  local result, run = stored.open(corpus, what)
  if not result then return nil, run end
  local hits, found = {}, {}
  for _, line in ipairs(result.lines) do
    hits[#hits + 1] = line.hit
    found[line.hit] = line
  end
  for _, hit in ipairs(corpus:run_hits(run.number)) do
    if hit.kind ~= "factor" then hits[#hits + 1] = hit end
  end
  options = options or {}
  return M.of_hits(corpus, hits, { where = options.where, rule = options.rule, all = options.all, lines = found,
    id = run.id, label = ("Hits of run %s (%s)"):format(run.id, run.packs or "") })
end

---What packs find in the corpus now; nothing is stored.
---@param corpus table
---@param packs string[]
---@param options { where: string?, rule: string?, all: boolean?, subject: string?, jobs: integer? }?
---@return table? input
---@return string|table[] message, or what failed: { document, message }
function M.of_packs(corpus, packs, options)
  options = options or {}
  local grading = require "gimlet.score.grading"
  local pipe, message = grading.open(packs, options)
  if not pipe then return nil, message end
  local closing <close> = setmetatable({}, { __close = function() pipe:close() end }) -- luacheck: ignore closing
  local iterator, wrong = corpus:docs { where = options.where, text = true, order = "hash" }
  if not iterator then return nil, wrong end
  local hits, failures = {}, {}
  local good, why = pipe:match(iterator, function(answer)
    if answer.failure then
      failures[#failures + 1] = answer.failure
      return
    end
    table.move(answer.hits, 1, #answer.hits, #hits + 1, hits)
  end, { all = options.all, kinds = { entity = true, theme = true, pattern = true } })
  if not good then return nil, why end
  for _, name in ipairs(grading.dropped(pipe)) do
    failures[#failures + 1] = { document = "rule " .. name, message = "exceeded its limits and was left out" }
  end
  local input, bad = M.of_hits(corpus, hits, { where = options.where, rule = options.rule, all = options.all,
    label = "Hits of " .. table.concat(packs, ", ") })
  return input, input and failures or bad
end

return M
