-- The vocabulary: the words that the REPL, `gimlet do` and scripts share, over one corpus.
--
--   local gimlet = require "gimlet"
--   local words <close> = gimlet.words "corpus.db"
--   print(words.kwic "security clearance")
--   words.freq({ "peace", "war" }, { by = "year" }):plot "lines"
--
-- What a word does is said where it is declared; `help` reads it there. What fails raises a message.
local corpora = require "gimlet.corpus"
local suggest = require "gimlet.cli.suggest"

local M = {}

--- The files that declare words, in the order in which `help` lists them.
M.FILES = { "documents", "concordance", "counting", "evidence", "trying", "output" }

-- The result of an operation, or its message raised: what fails in a word ends the chunk, not the session.
local function must(value, message)
  if value == nil then error(type(message) == "table" and message.message or message or "it failed", 0) end
  return value
end

local function open_corpus(path)
  return must(corpora.open(path, { readonly = true }))
end

-- Options as a table that holds nothing but what is known.
local function checked(word, options, known)
  if options == nil then return {} end
  if type(options) == "string" then options = { where = options } end
  if type(options) ~= "table" then
    error(("%s: options are a table { name = value }, not a %s"):format(word, type(options)), 0)
  end
  local copy = {}
  for key, value in pairs(options) do
    local found = false
    for _, name in ipairs(known) do found = found or name == key end
    if not found then
      error(("%s has no option “%s”%s; it takes %s"):format(word, tostring(key), suggest.hint(tostring(key), known),
        table.concat(known, ", ")), 0)
    end
    copy[key] = value
  end
  return copy
end

-- What the documents of rows say of a key, for :by.
local function told_by(session)
  local groups = require "gimlet.query.groups"
  return function(key)
    if key == "decade" then
      return function(row) return row.date and row.date:match "^%d%d%d" and row.date:sub(1, 3) .. "0s" or nil end
    end
    local keys = groups.keys(session.corpus(), key)
    local any = keys and next(keys) ~= nil
    if key == "year" then
      return function(row) return row.date and row.date:match "^%-?%d%d%d%d" end
    elseif key == "month" then
      return function(row) return row.date and row.date:match "^%-?%d%d%d%d%-%d%d" end
    elseif any then
      return function(row) return keys[row.number] end
    end
  end
end

---The words over a corpus. The corpus is opened when a word first wants it.
---@param path? string default: $GIMLET_CORPUS or corpus.db
---@param options? { jobs: integer? }
---@return gimlet.Words words by name; words.corpus is the corpus; to be closed (`local words <close> = …`)
function M.new(path, options)
  local opened
  local session = { path = path, jobs = options and options.jobs, must = must, options = checked }
  function session.corpus()
    opened = opened or open_corpus(path)
    return opened
  end
  -- What was written meanwhile, by a word or by another process, is seen by a connection of its own.
  function session.reopen()
    if opened then opened:close() end
    opened = nil
  end
  session.told = told_by(session)
  local words = {}
  session.words = words
  for _, name in ipairs(M.FILES) do require("gimlet.vocabulary." .. name).extend(words, session) end
  local documents = require "gimlet.vocabulary.documents"
  local over = documents.corpus(session)
  return setmetatable(words, {
    session = session,
    __index = function(_, key)
      if key == "corpus" then
        session.corpus()
        return over
      end
    end,
    __close = session.reopen,
  })
end

---Closes what a vocabulary has opened.
---@param words table
function M.close(words) getmetatable(words).session.reopen() end

return M
