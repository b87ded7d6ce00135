-- The manifest of a run: all that its result depends on, and the id that follows from it. The same
-- documents, decisions, grades, packs, engine and options give the same id and the same result.
local base = require("gimlet.core").base
local json = require "gimlet.base.json"

local M = {}

local KEPT <const> = { "document", "hash", "title", "date", "source", "author", "grade", "credibility", "origin",
  "cluster", "language", "path", "url" }

-- A digest of rows of fields, whatever their order.
local function digest(rows, fields)
  local texts = {}
  for i, row in ipairs(rows) do
    local cells = {}
    for k, field in ipairs(fields) do cells[k] = row[field] == nil and "" or tostring(row[field]) end
    texts[i] = table.concat(cells, "\31")
  end
  table.sort(texts)
  return base.sha256(table.concat(texts, "\30"))
end

--- The manifest of a result.
---@param result table of score.compute
---@param decisions table[]
---@param options table of the command
---@return table
function M.of(result, decisions, options)
  local packs = {}
  for i, pack in ipairs(result.description.packs or {}) do
    packs[i] = { name = pack.name, version = pack.version, hash = pack.hash }
  end
  local wordlists = require "gimlet.work.wordlists"
  return { engine = require("gimlet")._VERSION, words = wordlists.engine(wordlists.abbreviations()),
    packs = packs, subject = result.description.subject,
    as_of = result.as_of, where = options.where, documents = #result.documents,
    documents_digest = digest(result.documents, { "hash", "date", "cluster", "credibility", "origin" }),
    grades_digest = digest(result.documents, { "hash", "source", "grade" }),
    decisions_digest = digest(decisions, { "hash", "rule", "text", "hit", "verdict", "value", "who", "when", "why" }) }
end

--- The id of a manifest: 16 hexadecimal digits.
---@param manifest table
---@return string
function M.id(manifest) return base.sha256(json.encode(manifest)):sub(1, 16) end

--- What a run must remember, besides its hits, to be explained as it was.
---@param result table
---@param options table
---@param warnings string[]
---@param reuse table? of reuse.new
---@return table
function M.detail(result, options, warnings, reuse)
  local documents = {}
  for i, document in ipairs(result.documents) do
    local kept = {}
    for _, key in ipairs(KEPT) do kept[key] = document[key] end
    documents[i] = kept
  end
  return { description = result.description, documents = documents, as_of = result.as_of, warnings = warnings,
    packs = options.packs, decisions = result.decisions, reuse = reuse and reuse:kept() }
end

return M
