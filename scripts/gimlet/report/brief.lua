-- A finished brief against ICD 203 and ICD 206: what the words of the pack `estimative` say of it as a whole.
local paragraphs = require "gimlet.evidence.paragraphs"
local terminal = require "gimlet.cli.terminal"

local M = {}

--- Codes of findings and what they mean.
M.CODES = {
  { "mixed-rows", "terms of both rows of ICD 203" },
  { "likelihood-and-confidence", "both in one sentence" },
  { "vague", "leaves open how likely" },
  { "unsourced", "a statement without a source" },
  { "no-such-note", "a number that no note has" },
  { "unused-note", "a note that nothing refers to" },
}

local HEADS <const> = { sources = true, notes = true, references = true, endnotes = true, footnotes = true,
  bibliography = true, ["source notes"] = true, ["source reference citations"] = true }
local SHORT <const> = 5 -- words; a sentence of fewer states nothing that wants a source
local RAISED <const> = { ["⁰"] = "0", ["¹"] = "1", ["²"] = "2", ["³"] = "3", ["⁴"] = "4", ["⁵"] = "5", ["⁶"] = "6",
  ["⁷"] = "7", ["⁸"] = "8", ["⁹"] = "9" }

-- Where the notes begin: at the last heading that says so, or a line that could be one.
local function notes_from(text)
  local from
  for at, line in text:gmatch "()([^\n]+)" do
    local words = line:gsub("^[#%s%d.]+", ""):gsub("[%s:*]+$", ""):lower()
    if HEADS[words] then from = at - 1 end
  end
  return from or #text
end

local function plain_digits(text) return (text:gsub("[\xC2\xE2][\x81\x82]?[\x80-\xBF]", RAISED)) end

-- Numbers of the notes, each with the place where it stands: “[1] …” anywhere, “1. …” at the beginning of a line.
local function notes_of(text, from)
  local notes = {}
  for at, line in text:sub(from + 1):gmatch "()([^\n]+)" do
    for place, number in line:gmatch "()%[%^?(%d+)%]" do notes[number] = notes[number] or from + at + place - 2 end
    local number = plain_digits(line):match "^%s*(%d+)[.):%s]"
    if number then notes[number] = notes[number] or from + at - 1 end
  end
  return notes
end

-- The numbers a citation names: “[2, 4–6]” is 2, 4, 5, 6; a citation of another form names none.
local function numbers_of(citation)
  local plain = plain_digits(citation):gsub("–", "-")
  local inner = plain:match "^%[%^?([%d,%s-]+)%]$" or plain:match "^%d+$"
  local numbers = {}
  for part in (inner or ""):gmatch "[^,]+" do
    local first, last = part:match "(%d+)%s*%-%s*(%d+)"
    first, last = tonumber(first or part:match "%d+"), tonumber(last)
    for number = first or 1, math.min(last or first or 0, (first or 0) + 99) do
      numbers[#numbers + 1] = ("%d"):format(number)
    end
  end
  return numbers
end

-- What hits say of each sentence of the body. A citation that begins a sentence belongs to the one before.
local function sentences_of(document, hits, notes_begin)
  local list = {}
  for _, place in ipairs(document.sentences) do
    if place[1] < notes_begin then list[#list + 1] = { begin = place[1], ["end"] = place[2], said = {} } end
  end
  for _, hit in ipairs(hits) do
    for i, sentence in ipairs(list) do
      if hit.begin >= sentence.begin and hit.begin < sentence["end"] then
        local word = hit.rule:match "[^.]+$"
        local owner = word == "citation" and hit.begin == sentence.begin and list[i - 1] or sentence
        owner.said[word] = owner.said[word] or hit
      end
    end
  end
  return list
end

local Brief = {}
Brief.__index = Brief

function Brief:report(code, at, text, message, ...)
  self.findings[#self.findings + 1] = { document = self.document.document, code = code,
    paragraph = paragraphs.at(self.blocks, at),
    message = message:format(...), text = (text:gsub("%s+", " ")), begin = at }
end

-- The row used less is the one to change; of rows used alike the one that comes second.
function Brief:check_rows(hits)
  local rows = { ["1"] = {}, ["2"] = {} }
  for _, hit in ipairs(hits) do
    if hit.rule == "estimative.likelihood" then table.insert(rows[hit.attributes.row], hit) end
  end
  local one, two = rows["1"], rows["2"]
  if #one == 0 or #two == 0 then return end
  local fewer = two
  if #one < #two or (#one == #two and one[1].begin > two[1].begin) then fewer = one end
  local other = fewer == one and two or one
  for _, hit in ipairs(fewer) do
    self:report("mixed-rows", hit.begin, hit.sentence, "“%s” is of the other row than “%s”: keep to one", hit.text,
      other[1].text)
  end
end

local function is_claim(text, said)
  local _, words = text:gsub("%S+", "")
  return words >= SHORT and not text:find "%?%s*$" and not (said.judgement or said.attributed)
end

-- Within a paragraph a citation stands for the sentences since the one before.
function Brief:check_sentences(sentences)
  local text = self.document.text
  local sourced, paragraph_after
  for i = #sentences, 1, -1 do
    local sentence, said = sentences[i], sentences[i].said
    local own = text:sub(sentence.begin + 1, sentence["end"])
    local paragraph = paragraphs.at(self.blocks, sentence.begin)
    if paragraph ~= paragraph_after then sourced, paragraph_after = false, paragraph end
    sourced = sourced or said.citation ~= nil
    if said.likelihood and said.confidence then
      self:report("likelihood-and-confidence", sentence.begin, own, "“%s” and “%s” in one sentence: put them into two",
        said.likelihood.text, said.confidence.text)
    end
    if said.vague and not said.likelihood then
      self:report("vague", said.vague.begin, own, "“%s” leaves open how likely: a term of the scale says it",
        said.vague.text)
    end
    if paragraph and not sourced and is_claim(own, said) then
      self:report("unsourced", sentence.begin, own, "no source, here or in what follows of the paragraph")
    end
  end
end

function Brief:check_notes(hits, notes, notes_begin)
  local used = {}
  for _, hit in ipairs(hits) do
    for _, number in ipairs(hit.rule == "estimative.citation" and hit.begin < notes_begin
      and numbers_of(hit.text) or {}) do
      used[number] = true
      if not notes[number] then
        self:report("no-such-note", hit.begin, hit.sentence, "there is no note %s", number)
      end
    end
  end
  for number, at in pairs(notes) do
    if not used[number] then
      self:report("unused-note", at, self.document.text:match("[^\n]*", at + 1), "nothing refers to note %s", number)
    end
  end
end

---What a brief does that the standards advise against, in the order of its text.
---@param document table DOC with text, sentences and zones
---@param hits table[] of the pack `estimative`
---@return { document: string, paragraph: integer?, code: string, message: string, text: string, begin: integer }[]
function M.findings(document, hits)
  local brief = setmetatable({ document = document, blocks = paragraphs.blocks(document), findings = {} }, Brief)
  local from, own = notes_from(document.text), {}
  for _, hit in ipairs(hits) do
    if hit.document == document.document and hit.begin < from then own[#own + 1] = hit end
  end
  brief:check_rows(own)
  brief:check_sentences(sentences_of(document, own, from))
  brief:check_notes(own, notes_of(document.text, from), from)
  table.sort(brief.findings, function(a, b)
    if a.begin ~= b.begin then return a.begin < b.begin end
    return a.code < b.code
  end)
  return brief.findings
end

---Findings as messages, each with the sentence it is about.
---@param findings table[] of M.findings, of one or several briefs
---@param width integer
---@return string
function M.render(findings, width)
  local lines = {}
  for _, finding in ipairs(findings) do
    lines[#lines + 1] = terminal.wrap(("%s%s: %s [%s]"):format(finding.document,
      finding.paragraph and " ¶" .. finding.paragraph or "", finding.message, finding.code), width)
    lines[#lines + 1] = terminal.dim(terminal.wrap(terminal.plain(finding.text), width, "  "))
  end
  lines[#lines + 1] = #findings == 0 and "Nothing found." or ("%d finding%s."):format(#findings, #findings == 1
    and "" or "s")
  return table.concat(lines, "\n") .. "\n"
end

return M
