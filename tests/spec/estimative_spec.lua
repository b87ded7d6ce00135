-- Scales of likelihood, confidence and credibility, and what is said of a finished brief.
local brief = require "gimlet.report.brief"
local gimlet = require "gimlet"
local scales = require "gimlet.score.scales"

describe("scales", function()
  it("know both rows of ICD 203 with their ranges", function()
    local expected = {
      { "almost no chance", 1, 1, 5 }, { "remote", 2, 1, 5 }, { "very unlikely", 1, 5, 20 },
      { "highly improbable", 2, 5, 20 }, { "unlikely", 1, 20, 45 }, { "improbable", 2, 20, 45 },
      { "roughly even chance", 1, 45, 55 }, { "roughly even odds", 2, 45, 55 }, { "likely", 1, 55, 80 },
      { "probable", 2, 55, 80 }, { "very likely", 1, 80, 95 }, { "highly probable", 2, 80, 95 },
      { "almost certain", 1, 95, 99 }, { "nearly certain", 2, 95, 99 },
    }
    for _, row in ipairs(expected) do
      local found = scales.likelihood(row[1])
      assert.same({ row[2], row[3], row[4] }, { found.row, found.low, found.high }, row[1])
    end
    assert.equal("probable", scales.likelihood("Probably").term)
    assert.is_nil(scales.likelihood "possible")
  end)

  it("name a probability; an edge belongs to the range nearer to even", function()
    local expected = { [0] = nil, [1] = "almost no chance", [4] = "almost no chance", [5] = "very unlikely",
      [20] = "unlikely", [45] = "roughly even chance", [50] = "roughly even chance", [55] = "roughly even chance",
      [56] = "likely", [80] = "likely", [81] = "very likely", [95] = "very likely", [99] = "almost certain" }
    for percent = 0, 100 do
      local term = scales.term(percent)
      assert.equal(percent < 1 or percent > 99, term == nil)
      if expected[percent] then assert.equal(expected[percent], term, percent) end
    end
    assert.equal("nearly certain", scales.term(97, 2))
  end)

  it("convert to the confidence of STIX 2.1 and back", function()
    for grade, value in pairs { ["1"] = 90, ["2"] = 70, ["3"] = 50, ["4"] = 30, ["5"] = 10, B2 = 70, e5 = 10 } do
      assert.equal(value, scales.to_stix("admiralty", grade), grade)
    end
    for _, grade in ipairs { "6", "A6", "F1", "F", "B", "" } do assert.is_nil(scales.to_stix("admiralty", grade),
      grade) end
    local terms = { ["almost no chance"] = 5, remote = 5, ["highly improbable"] = 15, unlikely = 30,
      ["roughly even odds"] = 50, probable = 70, ["very likely"] = 85, ["nearly certain"] = 95 }
    for term, value in pairs(terms) do assert.equal(value, scales.to_stix("icd203", term), term) end
    for level, value in pairs { high = 85, moderate = 50, Medium = 50, low = 15, none = 0 } do
      assert.equal(value, scales.to_stix("confidence", level), level)
    end
    for value, grade in pairs { [0] = "5", [19] = "5", [20] = "4", [40] = "3", [60] = "2", [79] = "2", [80] = "1",
      [100] = "1" } do
      assert.equal(grade, scales.from_stix("admiralty", value), value)
    end
    for value, term in pairs { [0] = "almost no chance", [9] = "almost no chance", [10] = "very unlikely",
      [19] = "very unlikely",
      [20] = "unlikely", [40] = "roughly even chance", [60] = "likely", [80] = "very likely", [89] = "very likely",
      [90] = "almost certain", [100] = "almost certain" } do
      assert.equal(term, scales.from_stix("icd203", value), value)
    end
    assert.is_nil(scales.from_stix("admiralty", 101))
  end)
end)

-- Codes and numbers of paragraphs that a text gets.
local function codes_of(text)
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
  local documents = assert(gimlet.read { path })
  local found = assert(gimlet.scan("estimative", { path }))
  os.remove(path)
  local list = {}
  for _, finding in ipairs(brief.findings(documents[1], found.hits)) do
    list[#list + 1] = finding.code .. " " .. tostring(finding.paragraph)
  end
  return table.concat(list, ", ")
end

describe("a brief", function()
  local NOTES <const> = "\n\nSources\n\n[1] Aldery Water Board, monthly report, June.\n\n"
    .. "[2] Weather service, bulletin 12.\n"

  it("that keeps to the standards is passed", function()
    assert.equal("", codes_of("We judge that a drought is likely before the end of the summer. We have moderate "
      .. "confidence in this judgement.\n\nThe reservoir stood at a third in May.[1] Rainfall was half of the "
      .. "average, and the wells are low.[2]" .. NOTES))
  end)

  it("keeps to one row of terms", function()
    assert.equal("mixed-rows 2",
      codes_of("We judge that a drought is likely this summer. A second one is very unlikely, we "
      .. "assess.\n\nWe judge that the council will probably buy water.\n"))
  end)

  it("says likelihood and confidence in two sentences", function()
    assert.equal("likelihood-and-confidence 1",
      codes_of "We assess with high confidence that a drought is very likely this summer.\n")
  end)

  it("has a source for what it states", function()
    assert.equal("unsourced 2",
      codes_of("The wells are low and the reservoir is empty. Rain was rare all spring.[1]\n\n"
      .. "The second pipeline was finished last year. According to the mayor, it stands idle. Will it be used this "
      .. "year?\n\nThe river is low as well (Weather service, 3 May 2020).\n\nThe council has met twice.²" .. NOTES))
  end)

  it("has notes that lead somewhere", function()
    assert.equal("no-such-note 1, unused-note 3", codes_of("The wells are low and the reservoir is empty [1, 3]."
      .. NOTES))
  end)

  it("names what leaves open how likely", function()
    assert.equal("vague 1", codes_of "We judge that the wells may run dry. We judge that the lake is unlikely to.\n")
  end)
end)
