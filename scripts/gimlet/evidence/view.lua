-- A document while its hits are judged: tokens, hits, zones, and answers that are worked out once.
local paragraphs = require "gimlet.evidence.paragraphs"
local M = {}

local PARAGRAPH <const>, HIDDEN <const> = 4, 256 -- GM_TOKEN_PARAGRAPH, GM_TOKEN_HIDDEN

local View = {}
View.__index = View

---The hits of one rule in a sentence.
---@param hits userdata
---@param id integer
---@param sentence integer
---@return table[] { first, last, entry, index }
function M.spans(hits, id, sentence)
  local list = {}
  local from, to = hits:find(id, sentence)
  for index = from or 1, to or 0 do
    local _, first, last, entry = hits:get(index)
    list[#list + 1] = { first = first, last = last, entry = entry, index = index }
  end
  return list
end

---@param compiled table from compile.packs
---@param document table DOC
---@param tokens userdata
---@param hits userdata of compiled.rules
---@param zones table|nil zone number of each sentence
---@return table view
function M.new(compiled, document, tokens, hits, zones)
  return setmetatable({ compiled = compiled, document = document, tokens = tokens, hits = hits, zones = zones,
    source = document.text, mentions = {}, cues = {}, edges = {}, stop_spans = {} }, View)
end

---The text from token `first` to token `last`, white space as one blank.
---@param first integer
---@param last integer
---@return string
function View:text(first, last)
  local from = self.tokens:span(first)
  local _, to = self.tokens:span(last)
  return (self.source:sub(from, to):gsub("%s+", " "))
end

---Is the token one that patterns do not see (a quotation mark, a hyphen)?
---@param token integer
---@return boolean
function View:is_hidden(token) return self.tokens:flags(token) & HIDDEN ~= 0 end

---How many tokens that patterns see stand between two tokens.
---@param first integer
---@param last integer
---@return integer
function View:seen_between(first, last)
  local count = 0
  for token = first + 1, last - 1 do
    if self.tokens:flags(token) & HIDDEN == 0 then count = count + 1 end
  end
  return count
end

---Is the sentence part of the article (and not a teaser, a heading …)?
---@param sentence integer
---@return boolean
function View:is_text(sentence)
  local zone = self.zones and self.zones[sentence] or 0
  return zone == 0 or zone == 1 or zone == 8
end

-- The paragraph of each sentence, from 1: blank lines and the edges of zones part them.
local function number_paragraphs(view)
  local numbers, number, tokens = {}, 0, view.tokens
  local begins = {}
  for _, zone in ipairs(view.document.zones or {}) do
    if zone.kind ~= "quote" then begins[zone.begin + 1] = true end
  end
  for sentence = 1, tokens:sentence_count() do
    local first = tokens:sentence(sentence)
    if number == 0 or tokens:flags(first) & PARAGRAPH ~= 0 or begins[(tokens:span(first))] then number = number + 1 end
    numbers[sentence] = number
  end
  return numbers
end

---@param sentence integer
---@return integer
function View:paragraph(sentence)
  self.paragraphs = self.paragraphs or number_paragraphs(self)
  return self.paragraphs[sentence]
end

---The number by which the paragraph of a sentence is cited, the one `show` prints.
---@param sentence integer
---@return integer? number nil outside of paragraphs: titles, headings
function View:cited_paragraph(sentence)
  self.blocks = self.blocks or paragraphs.blocks(self.document)
  return paragraphs.at(self.blocks, (self.tokens:span((self.tokens:sentence(sentence)))) - 1)
end

---What the patterns of one name in std and in packs for other languages find in a sentence.
---@param name string of about.PATTERNS
---@param sentence integer
---@return table[] spans
function View:known(name, sentence)
  local list = {}
  if not self.context_hits then return list end
  for _, id in ipairs(self.compiled.known[name] or {}) do
    local found = M.spans(self.context_hits, id, sentence)
    table.move(found, 1, #found, #list + 1, list)
  end
  return list
end

-- Where clauses part in a sentence.
local function edges_of(view, sentence)
  local edges = view.edges[sentence]
  if edges then return edges end
  edges = {}
  for _, name in ipairs { "clause_edge", "opening_clause" } do
    local found = view:known(name, sentence)
    table.move(found, 1, #found, #edges + 1, edges)
  end
  view.edges[sentence] = edges
  return edges
end

---The tokens of the clause a hit lies in.
---@param hit table sentence, first, last
---@return integer first
---@return integer last
function View:clause(hit)
  local edges = edges_of(self, hit.sentence)
  local from, to = self.tokens:sentence(hit.sentence)
  for _, edge in ipairs(edges) do
    if edge.last < hit.first and edge.last >= from then from = edge.last + 1 end
    if edge.first > hit.last and edge.first <= to then to = edge.first - 1 end
    if edge.first <= hit.first and edge.last >= hit.last and edge.last < to then to = edge.last end
  end
  return from, to
end

---The clause a hit lies in, with the word that opens it and the clauses inside it: “no man who can swim”.
---@param hit table sentence, first, last
---@return integer first
---@return integer last
function View:clauses(hit)
  local first, last = self:clause(hit)
  local _, finish = self.tokens:sentence(hit.sentence)
  for _, edge in ipairs(self:known("inner_edge", hit.sentence)) do
    if edge.last == first - 1 then first = edge.first end
    if edge.first == last + 1 then
      last = finish
      for _, other in ipairs(edges_of(self, hit.sentence)) do
        if other.first > edge.last and other.first <= last then last = other.first - 1 end
      end
    end
  end
  return first, last
end

---@param of table a context
---@param sentence integer
---@return table[] spans
function View:stops(of, sentence)
  local by_sentence = self.stop_spans[of]
  if not by_sentence then
    by_sentence = {}
    self.stop_spans[of] = by_sentence
  end
  by_sentence[sentence] = by_sentence[sentence] or M.spans(self.context_hits, of.stops_id, sentence)
  return by_sentence[sentence]
end

---Do the hit's own words (not those that a gap skipped) hold one of the tokens?
---@param hit table parts = { {first, last} … } of its own words
---@param first integer
---@param last integer
---@return boolean
function View:consumes(hit, first, last) -- luacheck: no self
  for _, part in ipairs(hit.parts) do
    if part[1] <= last and part[2] >= first then return true end
  end
  return false
end

---Are all the seen tokens among the hit's own words? “Britain's prime minister” is not named by “prime minister” alone.
---@param hit table
---@param first integer
---@param last integer
---@return boolean
function View:holds(hit, first, last)
  for token = first, last do
    if not self:is_hidden(token) and not self:consumes(hit, token, token) then return false end
  end
  return true
end

return M
