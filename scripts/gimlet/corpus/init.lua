-- The corpus as commands and the REPL use it: one SQLite file (core/store) behind words for documents, sources,
-- runs and decisions.
--
--   local corpus = assert(require("gimlet.corpus").open())      -- -c, $GIMLET_CORPUS or corpus.db
--   for doc in corpus:docs { where = 'date >= 2020', text = true } do … end
local core = require "gimlet.core"
local edtf = require "gimlet.base.edtf"
local cluster = require "gimlet.score.cluster"
local publishers = require "gimlet.corpus.publishers"
local respoken = require "gimlet.work.respoken"
local runs = require "gimlet.corpus.runs"
local sources = require "gimlet.score.sources"
local type_table = require "gimlet.query.type_table"
local where = require "gimlet.corpus.where"
local M = {}

local Corpus = { __name = "corpus" }
Corpus.__index = Corpus
Corpus.__close = function(self) self:close() end

-- ---- opening -----------------------------------------------------------------------------------

---Which file is meant.
---@param given string? what -c said
---@return string path
function M.path(given)
  if given then return given end
  local named = os.getenv("GIMLET_CORPUS")
  return named and named ~= "" and named or "corpus.db"
end

---Opens a corpus.
---@param given string? path; nil: $GIMLET_CORPUS or corpus.db
---@param options? { create: boolean?, readonly: boolean?, timeout: integer? }
---@return table? corpus
---@return string? message
---@return string? status "READONLY", "BUSY", …
function M.open(given, options)
  local path = M.path(given)
  local box, message, status = core.store.open(path, options or {})
  if status == "VERSION" and options and options.readonly then -- an older one is upgraded where it may be written
    local upgraded = core.store.open(path, { timeout = options.timeout })
    if upgraded then
      upgraded:close()
      box, message, status = core.store.open(path, options)
    end
  end
  if status == "NOTFOUND" then
    return nil, ("no corpus at %s: run `gimlet load PATH…` first, or name one with -c"):format(path)
  elseif not box then
    return nil, message, status
  end
  return setmetatable({ box = box, path = path }, Corpus)
end

function Corpus:close() self.box:close() end

-- Rows of a statement that cannot fail but for a damaged file.
function Corpus:query(sql, ...)
  local rows, message = self.box:query(sql, ...)
  if not rows then error(setmetatable({ message = message }, { __tostring = function() return message end }), 0) end
  return rows
end

function Corpus:one(sql, ...) return self:query(sql, ...)[1] end

---Runs a function inside one transaction; rolled back where it raises or gives nil.
---@param body fun(): any
---@return any result
---@return string? message
function Corpus:batch(body)
  if self.box:in_batch() then return body() end
  local begun, message, status = self.box:begin()
  if not begun then return nil, message, status end
  local good, result, why, kind = pcall(body)
  if not good or result == nil then
    self.box:rollback()
    if not good then error(result, 0) end
    return nil, why, kind
  end
  local done, wrong, number = self.box:commit()
  if not done then return nil, wrong, number end
  return result, why
end

-- ---- documents: putting them in ----------------------------------------------------------------

---Begins a load: later additions belong to it.
---@param options string? what was asked for, for the log
---@return integer? load
---@return string? message
function Corpus:begin_load(options)
  return self:batch(function()
    local wordlists = require "gimlet.work.wordlists"
    local own, message = wordlists.abbreviations()
    if not own then return nil, message end
    self.box:add_abbreviations(own)
    return self.box:put("loads", { begun_at = os.date("!%Y-%m-%dT%H:%M:%SZ"),
      engine = ("%s (%s)"):format(require("gimlet")._VERSION, wordlists.engine(own)), options = options })
  end)
end

local function credibility_of(document)
  local number = math.tointeger(tonumber(document.credibility))
  return number and number >= 1 and number <= 6 and number or nil
end

-- The columns that follow from others.
local function derive(entry)
  local date = entry.date and edtf.parse(entry.date)
  entry.earliest, entry.latest = date and date.earliest, date and date.latest
  entry.source_key = entry.source and sources.key(entry.source)
  entry.credibility = credibility_of(entry)
  return entry
end

---What a user has said of a document.
---@param hash string
---@return table<string, string> values by name: title, date, source, author, credibility, language, url, origin
function Corpus:corrections(hash)
  local values = {}
  for _, row in ipairs(self:query("SELECT key, value FROM corrections WHERE hash = ?", hash)) do
    values[row.key] = row.value
  end
  return values
end

local CORRECTABLE = { title = true, date = true, source = true, author = true, credibility = true, language = true,
  url = true, origin = true }

-- Does a user's word on the language make a document's tokens others than they are?
function Corpus:is_spoken_anew(number, language)
  return language and self:one("SELECT id FROM documents WHERE id = ?1 AND (language IS NOT ?2 OR EXISTS "
    .. "(SELECT 1 FROM metadata WHERE document = ?1 AND key = 'language_spans'))", number, language) ~= nil
end

---Stores a user's word on a document; it wins over what the file says, now and when it is loaded again. A language is
---that of all of the text, which is cut again.
---@param number integer of the document
---@param values table<string, string> by name: title, date, source, author, credibility, language, url, origin
---@param given_by string?
---@return true?
---@return string? message
function Corpus:correct(number, values, given_by)
  local row = self:one("SELECT hash, date, source, credibility FROM documents WHERE id = ?", number)
  if not row then return nil, ("there is no document %d"):format(number) end
  local entry = { date = values.date or row.date, source = values.source or row.source,
    credibility = values.credibility or row.credibility }
  if values.date and not edtf.parse(values.date) then return nil, select(2, edtf.parse(values.date)) end
  if values.credibility and not credibility_of(values) then
    return nil, ("“%s” is no credibility; write 1 (confirmed) to 6 (cannot be judged)"):format(values.credibility)
  end
  local said = {}
  for key, value in pairs(values) do
    if not CORRECTABLE[key] then error("no such value of a document: " .. tostring(key), 2) end
    local told, message = value, nil
    if key == "language" then told, message = respoken.tag(value) end
    if not told then return nil, message end
    entry[key], said[key] = told, told
  end
  values = said
  return self:batch(function()
    if self:is_spoken_anew(number, values.language) then
      local good, message = respoken.cut(self, number, values.language)
      if not good then return nil, message end
    end
    for key, value in pairs(values) do
      local good, message = self.box:put("corrections", { hash = row.hash, key = key, value = value,
        given_by = given_by, given_at = os.date("!%Y-%m-%d") })
      if not good then return nil, message end
    end
    return self.box:update("documents", number, derive(entry)) and true
  end)
end

---Brings a document's row into line with what a user has said of it, inside a batch.
---@param number integer
---@return true?
---@return string? message
function Corpus:reapply_corrections(number)
  local row = self:one("SELECT hash, date, source, credibility FROM documents WHERE id = ?", number)
  local entry = { date = row.date, source = row.source, credibility = row.credibility }
  for key, value in pairs(self:corrections(row.hash)) do entry[key] = value end
  if not next(derive(entry)) then return true end
  if self:is_spoken_anew(number, entry.language) then
    local good, message = respoken.cut(self, number, entry.language)
    if not good then return nil, message end
  end
  local good, message = self.box:update("documents", number, entry)
  if not good then return nil, message end
  return true
end

---Stores a document, inside a batch.
---@param document table DOC with text
---@param load integer
---@return "added"|"updated"|"copy"|"known"|nil outcome see core/store/documents.h
---@return integer|string number or message
function Corpus:add(document, load)
  local entry = {}
  for key, value in pairs(document) do entry[key] = value end
  for key, value in pairs(self:corrections(document.hash)) do entry[key] = value end
  derive(entry)
  entry.path = document.path or document.document
  entry.loaded_at = os.date("!%Y-%m-%dT%H:%M:%SZ")
  local said = entry.language ~= document.language and entry.language
  if said then entry.language = document.language end -- as it was cut
  local outcome, number = self.box:add(entry, load)
  if not outcome or not self:is_spoken_anew(number, said) then return outcome, number end
  local good, message = respoken.cut(self, number, said)
  if not good then return nil, message end
  return outcome, number
end

---A file has been read to its end; see core/store/documents.h.
---@param path string
---@param stamp string
---@param documents integer
---@param load integer
---@return integer? gone
---@return string? message
function Corpus:finish_file(path, stamp, documents, load) return self.box:file(path, stamp, documents, load) end

---Takes documents out of the corpus. Their files count as read, with what they still hold.
---@param list { number: integer }[]
---@return true?
---@return string? message
function Corpus:drop(list)
  return self:batch(function()
    for _, document in ipairs(list) do
      local files = self:query("SELECT DISTINCT f.* FROM paths p JOIN files f ON f.path = p.path WHERE p.document = ?",
        document.number)
      local good, message = self.box:remove(document.number)
      if not good then return nil, message end
      for _, file in ipairs(files) do
        file.documents = self:one("SELECT COUNT(*) AS n FROM paths WHERE path = ?", file.path).n
        good, message = self.box:put("files", file)
        if not good then return nil, message end
      end
    end
    return true
  end)
end

---What is known of a file that was read to its end.
---@param path string
---@return { stamp: string, documents: integer, load: integer }?
function Corpus:file(path) return self:one("SELECT stamp, documents, load FROM files WHERE path = ?", path) end

-- ---- documents: getting them out ---------------------------------------------------------------

local COLUMNS = "d.id AS number, d.hash, d.name AS document, d.path, d.record, d.title, d.date, d.earliest, d.latest, "
  .. "d.source, d.author, d.credibility, d.language, d.url, d.origin, d.format, d.charset, d.replaced, d.bytes, "
  .. "d.paragraphs, d.tokens AS token_count, d.sentences AS sentence_count, d.loaded_at, "
  .. "CASE d.format WHEN 'pdf' THEN (SELECT value FROM metadata WHERE document = d.id AND key = 'pages') END AS pages"

local ORDERS = { number = "d.id", date = "d.earliest IS NULL, d.earliest, d.hash", hash = "d.hash",
  source = "d.source_key IS NULL, d.source_key, d.earliest, d.hash", title = "d.title, d.hash",
  name = "d.name, d.hash" }

-- WHERE and its parameters for the options of docs().
local function condition(options)
  local parts, values, keys = {}, {}, {}
  if options.where then
    local sql, given, names = where.compile(options.where)
    if not sql then return nil, given end
    parts[1], keys = sql, names
    table.move(given, 1, #given, 1, values)
  end
  if options.undated then parts[#parts + 1] = "d.earliest IS NULL" end
  if options.number then
    parts[#parts + 1] = "d.id = ?"
    values[#values + 1] = options.number
  end
  return #parts > 0 and " WHERE " .. table.concat(parts, " AND ") or "", values, keys
end

function Corpus:fill(row, options)
  row.type = "document"
  row.record = row.record and row.record > 0 and row.record or nil
  row.source_name, row.grading = self:grades():of(row.source, row.date)
  row.grade = row.grading and row.grading.grade
  if options.text then
    local text, zones, signature = self.box:content(row.number)
    if not text then error(zones, 0) end
    row.text, row.zones, row.signature = text, zones, signature
    local given, wrong = self.box:given(row.number)
    if wrong then error(wrong, 0) end
    row.given = given
  end
  if options.meta or options.text then
    row.meta = self:query("SELECT key, value, 'correction' AS [from] FROM corrections WHERE hash = ? ORDER BY key",
      row.hash)
    local given = self:query("SELECT key, value, given_by AS [from] FROM metadata WHERE document = ? ORDER BY ordinal",
      row.number)
    table.move(given, 1, #given, #row.meta + 1, row.meta)
  end
  return row
end

---Iterates over documents, without text unless asked.
---@param options? { where: string?, text: boolean?, meta: boolean?, undated: boolean?, ungraded: boolean?,
--- order: string?, limit: integer? } order: number (default), date, hash, source, title, name
---@return (fun(): table?)? iterator nil where the condition is wrong
---@return string? message
function Corpus:docs(options)
  options = options or {}
  local sql, values, keys = condition(options)
  if not sql then return nil, values end
  local order = ORDERS[options.order or "number"] or error("no such order: " .. tostring(options.order), 2)
  local ids = self:query("SELECT d.id, d.hash FROM documents d" .. sql .. " ORDER BY " .. order, table.unpack(values))
  local unknown = #ids == 0 and where.unknown(self, keys)
  if unknown then return nil, unknown end
  local at, given = 0, 0
  return function()
    while at < #ids and (not options.limit or given < options.limit) do
      at = at + 1
      local skipped = options.skip and options.skip[ids[at].hash]
      local row = not skipped and self:one("SELECT " .. COLUMNS .. " FROM documents d WHERE d.id = ?", ids[at].id)
      if row and (not options.ungraded or not select(2, self:grades():of(row.source, row.date))) then
        given = given + 1
        return self:fill(row, options)
      end
    end
  end
end

---The same as a list.
---@param options? table
---@return table[]? documents
---@return string? message
function Corpus:list(options)
  local iterator, message = self:docs(options)
  if not iterator then return nil, message end
  local list = {}
  for document in iterator do list[#list + 1] = document end
  return list
end

-- Numbers of the documents that a word may mean, the surest kind of match first.
local LOOKUPS = {
  "SELECT id FROM documents WHERE name = ?1 ORDER BY id LIMIT 20",
  "SELECT DISTINCT document AS id FROM paths WHERE path = ?1 ORDER BY 1 LIMIT 20",
  "SELECT id FROM documents WHERE length(?1) >= 6 AND hash >= lower(?1) AND hash < lower(?1) || 'g' "
    .. "ORDER BY id LIMIT 20",
  "SELECT id FROM documents WHERE id = CAST(ltrim(?1, '#') AS INTEGER) AND ltrim(?1, '#') GLOB '[0-9]*'"
    .. " AND NOT ltrim(?1, '#') GLOB '*[^0-9]*'",
  "SELECT DISTINCT document AS id FROM paths WHERE instr('/' || path, '/' || ?1) > 0 ORDER BY 1 LIMIT 20",
  "SELECT id FROM documents WHERE title = ?1 COLLATE NOCASE ORDER BY id LIMIT 20",
}

---Finds one document by its id, path, number, the beginning of its hash or of its file's name, or its title.
---@param what string|integer
---@param options? table as for docs
---@return table? document
---@return string? message
function Corpus:doc(what, options)
  if math.type(what) == "integer" then what = "#" .. what end
  for _, sql in ipairs(what ~= "" and LOOKUPS or {}) do
    local ids = self:query(sql, what)
    if #ids == 1 then
      local row = self:one("SELECT " .. COLUMNS .. " FROM documents d WHERE d.id = ?", ids[1].id)
      return self:fill(row, options or { text = true })
    elseif #ids > 1 then
      local names = {}
      for i = 1, math.min(3, #ids) do
        names[i] = ("#%d"):format(ids[i].id)
      end
      return nil, ("“%s” is more than one document (%s%s): say which by number"):format(what, table.concat(names, ", "),
        #ids > 3 and ", …" or "")
    end
  end
  return nil, ("no document “%s” in %s; `gimlet docs` lists them"):format(what, self.path)
end

---Iterates over the types of the corpus, every written form once.
---@return fun(): table? iterator gives { form, fold, plain, lemmas, stems, shape, flags, count, documents }; see
--- gimlet.type_table
function Corpus:types() return type_table.each(self) end

---Every path a document was found at.
---@param number integer
---@return string[]
function Corpus:paths(number)
  local list = {}
  for i, row in ipairs(self:query("SELECT path FROM paths WHERE document = ? ORDER BY path, record", number)) do
    list[i] = row.path
  end
  return list
end

---@return integer documents
Corpus.__tostring = function(self) return ("corpus %s, %d documents"):format(self.path, self:count()) end

function Corpus:count() return self:one("SELECT COUNT(*) AS n FROM documents").n end

---The clusters of all documents: hash -> smallest hash of its cluster. Kept until documents change.
---@return table<string, string>
function Corpus:clusters()
  local function version() return self:one("PRAGMA data_version").data_version end
  local before, kept = version(), self:one("SELECT value FROM memo WHERE name = 'clusters'")
  local others = kept and core.work.decode(kept.value)
  local rows = self:query(others and "SELECT hash FROM documents"
    or "SELECT d.hash, c.signature FROM documents d JOIN contents c ON c.document = d.id")
  local clusters = others or cluster.of(rows)
  if not others then
    others = {}
    for hash, smallest in pairs(clusters) do
      if hash ~= smallest then others[hash] = smallest end
    end
    self:batch(function() -- where nobody has changed documents meanwhile; what cannot be kept is worked out again
      return version() == before and self.box:put("memo", { name = "clusters", value = core.work.encode(others) })
    end)
    return clusters
  end
  for _, row in ipairs(rows) do clusters[row.hash] = clusters[row.hash] or row.hash end
  return clusters
end

---Documents as scoring wants them: sorted by hash, `source` the publisher's proper name, with grade and cluster.
---@param options? table as for docs
---@return table[]? documents
---@return string? message
function Corpus:evidence_documents(options)
  local list, message = self:list(setmetatable({ order = "hash" }, { __index = options or {} }))
  if not list then return nil, message end
  local clusters = self:clusters()
  for _, document in ipairs(list) do
    document.source_written, document.source = document.source, document.source_name
    document.origin = document.origin and self:grades():of(document.origin)
    document.cluster = clusters[document.hash]
  end
  return list
end

publishers.extend(Corpus)
runs.extend(Corpus)

return M
