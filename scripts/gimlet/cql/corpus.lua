-- The corpus query language over a stored corpus: what names mean there, and running.
--
-- Structures: s, p, text (also called document), the kinds of zones (title, body, quote, …); text_KEY is what a
-- document's metadata say of KEY, the empty string where nothing is said, as CWB stores it; np and np_KEY where the
-- documents came as vertical text with <np KEY="…"> tags.
local cql = require "gimlet.cql"
local tags = require "gimlet.cql.tags"

local M = {}

-- Metadata kept in columns of the table of documents.
local COLUMNS = { date = "date", title = "title", source = "source", author = "author", language = "language",
  url = "url", origin = "origin", path = "path", name = "name", hash = "hash", format = "format",
  credibility = "credibility", number = "id", tokens = "tokens" }
local ZONES = { title = true, body = true, heading = true, quote = true, caption = true, list = true, table = true,
  author = true, label = true, boilerplate = true, navigation = true, chatbot = true }
local PLAIN = { s = true, p = true, text = true, document = true }

local Environment = {}
Environment.__index = Environment

---What names mean over a corpus.
---@param corpus table from gimlet.corpus
---@return table environment for cql.compile, with :regions(structure, number)
function M.environment(corpus)
  local self = setmetatable({ corpus = corpus, values = {}, known = {} }, Environment)
  self.hint = "tokens have word, fold, lemma, stem, shape" .. self:columns_text()
  self.attribute = function(name) return self:has_attribute(name) end
  self.structure = function(name) return self:kind_of(name) end
  return self
end

function Environment:columns()
  if not self.given then
    self.given = {}
    for _, row in ipairs(self.corpus:query "SELECT name FROM token_column_names ORDER BY id") do
      self.given[row.name] = true
      self.given[#self.given + 1] = row.name
    end
    if self.given.upos then self.given.pos = true end
    if self.given.xpos then self.given.tag = true end
  end
  return self.given
end

function Environment:columns_text()
  local given = self:columns()
  return #given > 0 and "; those given with documents also " .. table.concat(given, ", ") or ""
end

function Environment:has_attribute(name)
  return cql.FORM_ATTRIBUTES[name] or self:columns()[name]
end

-- The key of text_KEY or document_KEY.
local function key_of(name) return name:match "^text_(.+)$" or name:match "^document_(.+)$" end

function Environment:kind_of(name)
  if self.known[name] == nil then
    local kind = (PLAIN[name] or ZONES[name]) and true or key_of(name) and "value" or tags.kind(self.corpus, name)
    self.known[name] = kind or false
  end
  return self.known[name]
end

local function rows_to_map(rows)
  local map = {}
  for _, row in ipairs(rows) do map[row.id] = map[row.id] or row.value end
  return map
end

-- Number of a document -> what its metadata say of a key.
function Environment:values_of(key)
  local map = self.values[key]
  if map then return map end
  if COLUMNS[key] then
    map = rows_to_map(self.corpus:query(("SELECT id, CAST(%s AS TEXT) AS value FROM documents WHERE %s NOT NULL")
      :format(COLUMNS[key], COLUMNS[key])))
  else
    map = rows_to_map(self.corpus:query("SELECT document AS id, value FROM metadata WHERE key = ? ORDER BY ordinal",
      key))
    for _, row in ipairs(self.corpus:query("SELECT d.id, c.value FROM corrections c JOIN documents d USING(hash) "
        .. "WHERE c.key = ?", key)) do
      map[row.id] = row.value
    end
  end
  self.values[key] = map
  return map
end

---Regions of a structure that the store has no name for.
---@param name string
---@param number integer of the document
---@return string|table|nil
function Environment:regions(name, number)
  local key = key_of(name)
  if key then return self:values_of(key)[number] or "" end
  return tags.regions(self.corpus, name, number)
end

---Runs a parsed query.
---@param corpus table
---@param environment table
---@param tree table from cql.parse
---@param options? { strategy: string?, within: table?, documents: integer[]?, limit: integer?, ranges: userdata? }
---@return userdata? matches
---@return string|integer message, or how many documents were opened
---@return { position: integer, message: string }? failure where the query is at fault
function M.run(corpus, environment, tree, options)
  options = options or {}
  local query <close>, failure = cql.compile(tree, environment, options)
  if not query then return nil, failure.message, failure end
  local expand = tree.expand
  local wanted = { documents = options.documents, within = options.ranges,
    cut = tree.cut, limit = options.limit,
    regions = function(name, number) return environment:regions(name, number) end }
  if expand then
    wanted.expand = { left = expand.side ~= "right", right = expand.side ~= "left", count = expand[1],
      structure = expand[2] and query:structure(expand[2]) or nil }
  end
  local matches, opened = corpus.box:cql(query, wanted)
  return matches, opened
end

return M
