-- gimlet: the library. `require "gimlet"` gives this table, in the program as in stock Lua with gimlet.so.
--
--   local gimlet = require "gimlet"
--   for _, document in ipairs(gimlet.read { "article.html" }) do print(document.title, #document.text) end
--   for _, hit in ipairs(gimlet.scan("five_eyes", { "article.html" }).hits) do print(hit.rule, hit.text) end
--   local corpus = gimlet.open "corpus.db"
--   local words <close> = gimlet.words "corpus.db" -- kwic, freq, hits, score, plot …: see scripts/gimlet/vocabulary
--
-- Files are read and rules are run in worker processes; what fails is listed, and does not end the rest.
local M = { _VERSION = require("gimlet.base.versions").ENGINE }
M.version = M._VERSION

local function run(options, op, paths, more)
  local opened, message = require("gimlet.work.pipeline").new(options)
  if not opened then return nil, message end
  local found = { documents = {}, hits = {}, failures = {}, description = opened:describe() }
  local good, why = opened[op](opened, type(paths) == "table" and paths or { paths }, more, function(answer)
    if answer.failure then
      found.failures[#found.failures + 1] = answer.failure
      return
    end
    found.documents[#found.documents + 1] = answer.document
    for _, hit in ipairs(answer.hits or {}) do found.hits[#found.hits + 1] = hit end
  end)
  found.dropped = opened:dropped_names()
  opened:close()
  if not good then return nil, why end
  return found
end

---Reads files, folders or globs.
---@param paths string|string[]
---@param options? { format: string?, charset: string?, tokens: boolean?, jobs: integer? }
---@return table[]? documents with text, zones, sentences, metadata; see scripts/README.md
---@return table[]|string failures { document =, line =, message = } each; or why nothing could be done
function M.read(paths, options)
  local found, message = run({ jobs = options and options.jobs }, "read", paths, options)
  if not found then return nil, message end
  return found.documents, found.failures
end

---Runs packs over files.
---@param pack string|string[] names of packs, or paths to their folders or files
---@param paths string|string[]
---@param options? { subject: string?, all: boolean?, kinds: table<string, boolean>?, text: boolean?, jobs: integer? }
---@return { documents: table[], hits: table[], failures: table[], dropped: string[], description: table }? result
---@return string? message
function M.scan(pack, paths, options)
  options = options or {}
  local several = type(pack) == "table" and not pack.files
  return run({ packs = several and pack or { pack }, subject = options.subject, jobs = options.jobs },
    "scan", paths, options)
end

---Opens a corpus.
---@param path? string default: $GIMLET_CORPUS or corpus.db
---@param options? { create: boolean?, readonly: boolean? }
---@return table? corpus see scripts/gimlet/corpus/init.lua
---@return string? message
function M.open(path, options) return require("gimlet.corpus").open(path, options) end

---The words of `gimlet repl` and `gimlet do` over a corpus; what fails in them raises.
---@param path? string default: $GIMLET_CORPUS or corpus.db
---@param options? { jobs: integer? }
---@return gimlet.Words words to be closed: `local words <close> = gimlet.words()`
function M.words(path, options) return require("gimlet.vocabulary").new(path, options) end

return M
