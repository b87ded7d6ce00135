-- Documents as the vocabulary has them: records with methods, whose text and zones are read when they are asked for.
local corpora = require "gimlet.corpus"
local result = require "gimlet.vocabulary.result"
local statistics = require "gimlet.query.statistics"
local terminal = require "gimlet.cli.terminal"

local M = {}

local COLUMNS <const> = { "number", "document", "date", "source", "title", "token_count", "language" }
local READ_LATER <const> = { text = true, zones = true, meta = true }

-- ---- a document -----------------------------------------------------------------------------------------

---@class document
local methods = {}

local sessions = setmetatable({}, { __mode = "k" })

local Document = { __name = "document" }

function Document.__index(self, key)
  if methods[key] then return methods[key] end
  if not READ_LATER[key] then return nil end
  local full = sessions[self].must(sessions[self].corpus():doc(self.number))
  for _, name in ipairs { "text", "zones", "meta" } do rawset(self, name, full[name]) end
  return rawget(self, key)
end

function Document.__tostring(self) return ("document #%d %s"):format(self.number, self.document) end

-- A card: what is known, and how it begins.
function Document.__display(self, width)
  local rows = {}
  local function add(name, value)
    if value ~= nil and value ~= "" then rows[#rows + 1] = { terminal.dim(name), terminal.plain(tostring(value)) } end
  end
  for _, key in ipairs { "title", "date", "source", "author", "language", "url" } do add(key, self[key]) end
  if self.grade then add("grade", self.grade) end
  add("size", ("%s tokens, %s sentences, %s bytes (%s)"):format(statistics.thousands(self.token_count or 0),
    statistics.thousands(self.sentence_count or 0), statistics.thousands(self.bytes or 0), self.format or "?"))
  for _, item in ipairs(self.meta or {}) do
    if not rawget(self, item.key) and #rows < 16 then add(item.key, item.value) end
  end
  local head = terminal.bold(("#%d"):format(self.number)) .. " "
    .. terminal.cut(terminal.plain(self.document), width - 8)
  local beginning = terminal.plain(self.text:sub(1, 600)):gsub("%s+", " ")
  return head .. "\n" .. terminal.table(rows, { width = width, shrink = 2 })
    .. terminal.wrap(terminal.cut(beginning, 3 * (width - 4)), width, "  ") .. "\n"
end

---A document as a record with methods.
---@param session table
---@param record table DOC of the corpus
---@return document
function M.wrap(session, record)
  sessions[record] = session
  return setmetatable(record, Document)
end

---The sentences of the document: { sentence, text, begin, end, zone, document, number }, bytes from 0.
---
---    doc(1):sentences():first(3)
---    for sentence in doc(1):sentences() do print(#sentence.text) end
---@return result
function methods.sentences(self)
  local session = sessions[self]
  local list, sentences = session.must(session.corpus().box:sentences(self.number)), {}
  local zones, at, text = self.zones, 1, self.text
  for i = 1, #list, 2 do
    local begin, finish = list[i], list[i + 1]
    while zones[at] and zones[at]["end"] <= begin do at = at + 1 end
    local zone = zones[at]
    sentences[#sentences + 1] = { sentence = #sentences + 1, text = (text:sub(begin + 1, finish):gsub("%s+", " ")),
      begin = begin, ["end"] = finish, zone = zone and zone.begin <= begin and zone.kind or "body",
      document = self.document, number = self.number }
  end
  return result.new(sentences, { kind = "sentence", columns = { "sentence", "zone", "text" } })
end

---A concordance of this document alone: see `help "kwic"`.
---
---    doc(1):kwic "peace"
---@param query string
---@param options? table
---@return result
function methods.kwic(self, query, options)
  local session, given = sessions[self], {}
  for key, value in pairs(options or {}) do given[key] = value end
  given.documents = { self.number }
  return session.words.kwic(query, given)
end

---Prints the document, what was left out dimmed.
---
---    doc(1):show()
function methods.show(self) sessions[self].words.show(self.number) end

Document.__methods = methods -- for completion

-- ---- the corpus -----------------------------------------------------------------------------------------

---@class corpus
local over = {}

-- Documents of a condition as a result that can be gone through.
local function listed(session, options)
  if type(options) == "string" then options = { where = options } end
  options = session.options("docs", options, { "where", "order", "limit", "undated", "ungraded" })
  local list = session.must(session.corpus():list(options))
  for _, record in ipairs(list) do M.wrap(session, record) end
  return result.new(list, { kind = "document", columns = COLUMNS, told = session.told })
end

---Documents of the corpus: a list, or in a `for` one by one. Text and zones are read when they are asked for.
---
---    corpus:docs { where = "date >= 2020" }
---    for d in corpus:docs "source = Nikkei" do print(d.title, #d.text) end
---@param options? string|{ where: string?, order: string?, limit: integer?, undated: boolean?, ungraded: boolean? }
---@return result
function over.docs(self, options) return listed(sessions[self], options) end

---One document: by number, name, or the beginning of its file's name or hash, or by its title.
---
---    corpus:doc(1)
---@param which integer|string
---@return document
function over.doc(self, which)
  local session = sessions[self]
  return M.wrap(session, session.must(session.corpus():doc(which)))
end

---How many documents there are, or fulfil a condition.
---
---    corpus:count()
---    corpus:count "date >= 2020"
---@param where? string
---@return integer
function over.count(self, where)
  local session = sessions[self]
  if not where then return session.corpus():count() end
  local sql, values = require("gimlet.corpus.where").compile(where)
  if not sql then error(values, 0) end
  return session.corpus():one("SELECT COUNT(*) AS n FROM documents d WHERE " .. sql, table.unpack(values)).n
end

---The names of metadata that documents have, with the number of documents.
---
---    corpus:metadata()
---@return result
function over.metadata(self)
  local rows = sessions[self].corpus():query("SELECT key, COUNT(DISTINCT document) AS documents, "
    .. "MIN(value) AS example FROM metadata GROUP BY key ORDER BY key")
  return result.new(rows, { kind = "metadata", columns = { "key", "documents", "example" } })
end

local Corpus = { __name = "corpus", __methods = over }

function Corpus.__index(self, key)
  if over[key] then return over[key] end
  if key == "path" then return sessions[self].corpus().path end
end

function Corpus.__tostring(self)
  return tostring(sessions[self].corpus())
end

function Corpus.__display(self) return tostring(self) .. "\n" end

---The corpus of a session.
---@param session table
---@return corpus
function M.corpus(session)
  local corpus = setmetatable({}, Corpus)
  sessions[corpus] = session
  return corpus
end

---Adds docs and doc to the words.
---@param words table
---@param session table
function M.extend(words, session)
  ---Documents of the corpus: a list, or in a `for` one by one. A string is the condition.
  ---
  ---    docs "date >= 2020"
  ---    docs { order = "date", limit = 5 }
  ---@param options? string|{ where: string?, order: string?, limit: integer?, undated: boolean?, ungraded: boolean? }
  ---@return result
  function words.docs(options) return listed(session, options) end

  ---One document: by number, name, or the beginning of its file's name or hash, or by its title.
  ---
  ---    doc(1)
  ---    doc(1).title
  ---@param which integer|string
  ---@return document
  function words.doc(which) return words.corpus:doc(which) end
end

M.open = corpora.open

return M
