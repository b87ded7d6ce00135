-- Scales of analytic judgement: terms of likelihood by ICD 203, levels of confidence, grades of the Admiralty system,
-- and what STIX 2.1 makes of them (Part 1, appendix on confidence scales).
--
-- ICD 203 gives seven ranges of per cent, each with two terms; the ranges share their edges: 20 belongs to “very
-- unlikely” (5 to 20) as well as to “unlikely” (20 to 45). `term` takes for an edge the range that lies nearer to 50,
-- the weaker statement. Below 1 and above 99 there is no term: nothing is certain.
local M = {}

--- The ranges from the least likely: terms of the first and the second row, per cent, and the value of STIX.
M.LIKELIHOOD = {
  { "almost no chance", "remote", low = 1, high = 5, stix = 5 },
  { "very unlikely", "highly improbable", low = 5, high = 20, stix = 15 },
  { "unlikely", "improbable", low = 20, high = 45, stix = 30 },
  { "roughly even chance", "roughly even odds", low = 45, high = 55, stix = 50 },
  { "likely", "probable", low = 55, high = 80, stix = 70 },
  { "very likely", "highly probable", low = 80, high = 95, stix = 85 },
  { "almost certain", "nearly certain", low = 95, high = 99, stix = 95 },
}

local OTHER_FORMS <const> = { improbably = "improbable", probably = "probable", ["almost certainly"] = "almost certain",
  ["nearly certainly"] = "nearly certain", ["highly probably"] = "highly probable" }

-- Scales that STIX tabulates, by name: a grade's value and the least value that is read back as this grade. What a
-- scale leaves without a value (6 of the Admiralty system) has none.
local STIX <const> = {
  admiralty = { { "1", 90, 80 }, { "2", 70, 60 }, { "3", 50, 40 }, { "4", 30, 20 }, { "5", 10, 0 } },
  confidence = { { "high", 85, 70 }, { "moderate", 50, 30 }, { "low", 15, 1 }, { "none", 0, 0 } },
  icd203 = { { 7, 95, 90 }, { 6, 85, 80 }, { 5, 70, 60 }, { 4, 50, 40 }, { 3, 30, 20 }, { 2, 15, 10 }, { 1, 5, 0 } },
}

--- What the grades of the Admiralty system mean.
M.CREDIBILITY = { "confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable",
  "truth cannot be judged" }

---@param term string of either row, in any case
---@return { term: string, row: integer, step: integer, low: integer, high: integer, stix: integer }?
function M.likelihood(term)
  local wanted = term:lower()
  wanted = OTHER_FORMS[wanted] or wanted
  for step, range in ipairs(M.LIKELIHOOD) do
    for row = 1, 2 do
      if range[row] == wanted then
        return { term = wanted, row = row, step = step, low = range.low, high = range.high, stix = range.stix }
      end
    end
  end
end

---@param percent number
---@param row? integer 1 (default) or 2
---@return string? term nil below 1 and above 99
function M.term(percent, row)
  local found
  for _, range in ipairs(M.LIKELIHOOD) do
    if percent >= range.low and percent <= range.high
      and (not found or math.abs(range.low + range.high - 100) < math.abs(found.low + found.high - 100)) then
      found = range
    end
  end
  return found and found[row or 1]
end

-- The grade of a scale as its table has it. Of a grade such as B2 the number counts: STIX knows no scale of
-- reliability. What a source says whose reliability cannot be judged (F) has no value, however credible.
local function key_of(scale, grade)
  grade = tostring(grade):lower()
  if scale == "icd203" then
    local known = M.likelihood(grade)
    return known and known.step
  elseif scale == "admiralty" then
    local letter, number = grade:match "^([a-f]?)([1-6])$"
    return letter ~= "f" and number or nil
  end
  return grade == "medium" and "moderate" or grade
end

---A grade as confidence of STIX 2.1.
---@param scale "admiralty"|"confidence"|"icd203"
---@param grade string "B2", "2", "moderate", "very likely"
---@return integer? value from 0 to 100; nil where STIX gives none
function M.to_stix(scale, grade)
  local key = key_of(scale, grade)
  for _, row in ipairs(STIX[scale] or error("there is no scale " .. tostring(scale), 2)) do
    if row[1] == key then return row[2] end
  end
end

---Confidence of STIX 2.1 as a grade.
---@param scale "admiralty"|"confidence"|"icd203"
---@param value integer from 0 to 100
---@param row? integer of the terms, for icd203
---@return string? grade
function M.from_stix(scale, value, row)
  if value < 0 or value > 100 then return nil end
  for _, entry in ipairs(STIX[scale] or error("there is no scale " .. tostring(scale), 2)) do
    if value >= entry[3] then
      return scale == "icd203" and M.LIKELIHOOD[entry[1]][row or 1] or tostring(entry[1])
    end
  end
end

return M
