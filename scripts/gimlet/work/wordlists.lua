-- Data of the user's that words and sentences depend on, and what the engine rests on by name and hash.
--
-- `abbreviations.tsv` in a folder where packs are looked for (./rules, $GIMLET_PATH, $XDG_DATA_HOME/gimlet/rules …)
-- holds abbreviations a line: the form, a kind (name, number, date, any, inner, proper, capital), and languages with
-- spaces between (none: all). What is stored of a document depends on them, so their hash is recorded with loads and
-- runs.
local core = require "gimlet.core"
local files = require "gimlet.base.files"

local M = {}

-- A list is tried on a lexicon of its own, so that a mistake is told with its file and line.
local function check(path, text)
  local good, message = assert(core.text.lexicon()):add_abbreviations(text)
  if good then return true end
  local line, rest = message:match "^line (%d+): (.*)$"
  return nil, line and ("%s:%s: %s"):format(path, line, rest) or ("%s: %s"):format(path, message)
end

---The user's abbreviations, from all folders; what the first folder says of a form holds.
---@return string? text as lexicon:add_abbreviations takes it; "" where there are none
---@return string? message FILE:LINE: what is wrong
function M.abbreviations()
  local parts = {}
  for _, folder in ipairs(require("gimlet.work.packs").folders()) do
    local path = files.join(folder, "abbreviations.tsv")
    if files.exists(path) then
      local text, message = files.read(path)
      if not text then return nil, message end
      local good, wrong = check(path, text)
      if not good then return nil, wrong end
      table.insert(parts, 1, text)
    end
  end
  return table.concat(parts, "\n")
end

---What tokens, sentences and lemmas rest on, for --version, loads and manifests.
---@param own string? the user's abbreviations, as abbreviations() gives them
---@return string
function M.engine(own)
  local text = ("Unicode %s, lemmas from %s, sentences from %s"):format(core.text.unicode_version(),
    core.text.lemma_source(), core.text.sentence_source())
  if own and own ~= "" then text = text .. ", own abbreviations " .. core.base.sha256(own):sub(1, 16) end
  return text
end

return M
