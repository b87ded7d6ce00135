-- Documents of annotated corpora written out again: CoNLL-U with the columns and lines that were given.
local core = require "gimlet.core"

local M = {}

local FIELDS <const> = { "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc" }

---The given tokens of a document.
---@param document table DOC with text and given
---@return userdata? given nil where its tokens are our own
---@return string? message
function M.open(document)
  if not document.given then return nil end
  return core.text.given(document.given, document.text)
end

-- Where each field's values come from: vertical text has pos where CoNLL-U has xpos.
local function sources(given)
  local known = {}
  for _, name in ipairs(given:columns()) do known[name] = true end
  local list = {}
  for i, name in ipairs(FIELDS) do
    list[i] = known[name] and name or (name == "xpos" and known.pos and "pos") or false
  end
  return list
end

-- An empty node behind a token (8.1) belongs to the sentence before; 0.1 stands in front of the first.
local function belongs_before(line) return line:find "^[1-9]%d*%.%d+\t" ~= nil end

-- Do the lines begin a document of CoNLL-U on their own?
local function says_newdoc(given)
  for k = 1, given:notes() do
    local token, line = given:note(k)
    if token > 1 then return false end
    if line:find "^#%s*newdoc" then return true end
  end
  return false
end

local Writer = {}
Writer.__index = Writer

function Writer:add(line) self.lines[#self.lines + 1] = line end

-- The lines before token i. Tags of vertical text have no place in CoNLL-U.
function Writer:notes(i, begins)
  local given, open = self.given, not begins
  while self.note <= given:notes() do
    local token, line = given:note(self.note)
    if token > i then break end
    if not open and not (i > 1 and belongs_before(line)) then
      open = true
      if i > 1 then self:add "" end
    end
    if not line:find "^<" then self:add(line) end
    self.note = self.note + 1
  end
  if not open and i > 1 and i <= #given then self:add "" end
end

local function flat(text) return (text:gsub("%s+", " ")) end

-- What our own writer says of a sentence, where the file said nothing.
function Writer:comments(i, paragraph)
  local given, last = self.given, i
  while last < #given and not given:begins(last + 1) do last = last + 1 end
  self.sentence = self.sentence + 1
  if paragraph then self:add "# newpar" end
  self:add(("# sent_id = %s-%d"):format(flat(self.document.document), self.sentence))
  self:add("# text = " .. flat(self.document.text:sub((given:span(i)), (select(2, given:span(last))))))
end

function Writer:token(i)
  local given = self.given
  local fields = { tostring(self.number), given:form(i) }
  for k, source in ipairs(self.sources) do fields[k + 2] = source and given:value(source, i) or "_" end
  local joined = i < #given and given:span(i + 1) == select(2, given:span(i)) + 1
  if self.foreign and joined then fields[10] = "SpaceAfter=No" end
  if self.label then
    local begin, stop = given:span(i)
    local label = self.label(begin - 1, stop)
    if label then fields[10] = fields[10] == "_" and label or label .. "|" .. fields[10] end
  end
  self:add(table.concat(fields, "\t"))
end

---@param document table DOC with text and given
---@param label? fun(begin: integer, stop: integer): string? what to put in front of MISC for bytes [begin, stop)
---@return string CoNLL-U, what the file held where it was CoNLL-U
function M.conllu(document, label)
  local given = assert(M.open(document))
  local foreign = document.format ~= "conllu"
  local self = setmetatable({ given = given, document = document, lines = {}, note = 1, number = 0, sentence = 0,
    sources = sources(given), foreign = foreign, label = label }, Writer)
  if foreign and not says_newdoc(given) then self:add("# newdoc id = " .. flat(document.document)) end
  for i = 1, #given do
    local sentence, paragraph = given:begins(i)
    self:notes(i, sentence)
    if sentence then
      self.number = 0
      if foreign then self:comments(i, paragraph) end
    end
    self.number = self.number + 1
    self:token(i)
  end
  self:notes(#given + 1, true)
  return table.concat(self.lines, "\n") .. "\n\n"
end

---Forms and columns as lists, for JSON.
---@param document table DOC with text and given
---@return string[] forms
---@return table<string, string[]> columns
function M.lists(document)
  local given = assert(M.open(document))
  local forms, columns = {}, {}
  for i = 1, #given do forms[i] = given:form(i) end
  for _, name in ipairs(given:columns()) do
    local list = {}
    for i = 1, #given do list[i] = given:value(name, i) end
    columns[name] = list
  end
  return forms, columns
end

return M
