-- What tokens of stored documents say, one document at a time; and where documents begin in the corpus.
local M = {}

local Said = {}
Said.__index = Said

---@param corpus table
---@return table said
function M.new(corpus) return setmetatable({ corpus = corpus }, Said) end

-- Documents by number, each with the tokens before it.
local function read_bases(self)
  self.bases, self.numbers = {}, {}
  local sum = 0
  for i, row in ipairs(self.corpus:query "SELECT id, tokens FROM documents ORDER BY id") do
    self.bases[row.id], self.numbers[i] = sum, row.id
    sum = sum + row.tokens
  end
  self.total = sum
end

---How many tokens of the corpus stand before a document.
---@param document integer
---@return integer
function Said:base(document)
  if not self.bases then read_bases(self) end
  return self.bases[document]
end

---The document and token of a place in the corpus.
---@param place integer? from 0
---@return integer? document
---@return integer token
function Said:place(place)
  if not self.bases then read_bases(self) end
  if not place or place < 0 or place >= self.total then return nil, 0 end
  local low, high = 1, #self.numbers
  while low < high do
    local middle = (low + high + 1) // 2
    if self.bases[self.numbers[middle]] <= place then low = middle else high = middle - 1 end
  end
  return self.numbers[low], place - self.bases[self.numbers[low]]
end

local FORMS = { word = "form", form = "form", fold = "fold", lc = "fold", stem = "stem", shape = "shape",
  plain = "plain", lemma = "lemma" }

function Said:open(document)
  if self.document == document then return end
  self.document, self.columns = document, {}
  self.types, self.sentences = self.corpus.box:tokens(document)
end

-- A function from a token (from 0) to what it says.
function Said:attribute(name, document)
  self:open(document)
  local known = self.columns[name]
  if known then return known end
  local box = self.corpus.box
  local column = name ~= "word" and box:column(document, name)
    or name == "pos" and box:column(document, "upos") or name == "tag" and box:column(document, "xpos")
  local types = self.types
  if column then
    known = function(at) return column[at + 1] end
  elseif FORMS[name] then
    self.lexicon = self.lexicon or box:lexicon()
    local lexicon, how = self.lexicon, FORMS[name]
    known = function(at)
      local type = types[at + 1]
      if how == "lemma" then return type and lexicon:lemmas(type)[1] end
      return type and lexicon[how](lexicon, type)
    end
  else
    local environment = require("gimlet.cql.corpus").environment(self.corpus)
    if environment:kind_of(name) ~= "value" then
      error({ message = ("there is no attribute or structure with values “%s”"):format(name) }, 0)
    end
    local regions = environment:regions(name, document)
    known = function(at)
      if type(regions) == "string" then return regions end
      for _, region in ipairs(regions or {}) do
        if region[1] <= at and at <= region[2] then return region[3] end
      end
    end
    self.columns[name] = known
    return known, true
  end
  self.columns[name] = known
  return known
end

---What an attribute says of tokens first to last (from 0); those outside the document say nothing.
---@param attribute string
---@param document integer
---@param first integer
---@param last integer
---@return string[]
function Said:range(attribute, document, first, last)
  local of = self:attribute(attribute, document)
  if attribute:find "^text_" or attribute:find "^document_" then return { of(first) } end
  local list = {}
  for at = math.max(0, first), math.min(last, #self.types - 1) do list[#list + 1] = of(at) or "" end
  return list
end

---The region around a token: sentences and the whole text.
---@param unit string s, text or document
---@param document integer
---@param at integer
---@return integer? first
---@return integer? last
function Said:region(unit, document, at)
  self:open(document)
  if unit ~= "s" then return 0, #self.types - 1 end
  for i = #self.sentences, 1, -1 do
    if self.sentences[i] - 1 <= at then
      return self.sentences[i] - 1, (self.sentences[i + 1] or #self.types + 1) - 2
    end
  end
end

return M
