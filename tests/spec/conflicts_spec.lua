-- Conflicts of fact, grades for files, manifests.
require "gimlet"
local conflicts = require "gimlet.score.conflicts"
local grading = require "gimlet.score.grading"
local manifest = require "gimlet.score.manifest"
local score = require "gimlet.score"
local fixture = require "spec.support.readiness"

local function claim(hash, value, more)
  local hit = { hash = hash, kind = "pattern", rule = "p.year", begin = 1, ["end"] = 2, captures = { value = value },
    text = value, id = hash }
  for key, item in pairs(more or {}) do hit[key] = item end
  return hit
end

describe("conflicts", function()
  local documents = { { hash = "a", cluster = 1 }, { hash = "b", cluster = 1 }, { hash = "c", cluster = 2 },
    { hash = "d", cluster = 3 } }
  local description = { rules = { { name = "p.year", about = "Year of the law" } } }

  it("are values that stories do not share, the most told first", function()
    local found = conflicts.find({ claim("d", "2013"), claim("a", "2014"), claim("b", "2014"), claim("c", "2013") },
      documents, description)
    assert.equal(1, #found)
    assert.equal("Year of the law", found[1].about)
    assert.same({ { "2013", 2 }, { "2014", 1 } }, { { found[1].values[1].value, found[1].values[1].stories },
      { found[1].values[2].value, found[1].values[2].stories } })
  end)

  it("are none where all agree, or a claim does not count", function()
    assert.same({}, conflicts.find({ claim("a", "June  2013"), claim("c", "june 2013") }, documents, description))
    assert.same({}, conflicts.find({ claim("a", "1"), claim("c", "2", { counts = false }) }, documents, description))
  end)
end)

describe("grades for files", function()
  it("come from sources.tsv, by alias and date", function()
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write("name\taliases\tgrade\tfrom\tto\nThe Post\tPost|Northern Post\tB\t2020\t\nWire\t\tX\t\t\n")
    file:close()
    assert.is_nil((grading.of_files({ "x" }, path)))
    file = assert(io.open(path, "w"))
    file:write("name\taliases\tgrade\tfrom\tto\nThe Post\tPost|Northern Post\tB\t2020\t\n")
    file:close()
    local graded = assert(grading.of_files({ "x" }, path))
    local documents = { { hash = "a", source = "post", date = "2021" }, { hash = "b", source = "Post", date = "2019" },
      { hash = "c" } }
    graded:apply(documents)
    os.remove(path)
    assert.same({ "The Post", "B", "The Post", "a" }, { documents[1].source, documents[1].grade, documents[2].source,
      documents[1].cluster })
    assert.is_nil(documents[2].grade)
    assert.is_nil(documents[3].source)
  end)
end)

describe("a manifest", function()
  local function id_of(change, options)
    local input = fixture.input()
    if change then change(input) end
    local result = assert(score.compute(input))
    return manifest.id(manifest.of(result, input.decisions, options or {}))
  end

  it("follows from all the result depends on, and nothing else", function()
    local id = id_of()
    assert.equal(16, #id)
    assert.equal(id, id_of(function(input) table.insert(input.documents, 1, table.remove(input.documents)) end))
    for _, change in ipairs {
      function(input) input.documents[1].grade = "A" end, function(input) input.documents[1].date = "2020" end,
      function(input) table.remove(input.documents) table.remove(input.hits, 12) table.remove(input.hits, 12) end,
      function(input) input.description.packs[1].hash = "x" end, function(input) input.as_of = "2025" end,
      function(input) input.decisions = { { verdict = "note", rule = "club.satellites" } } end,
    } do assert.not_equal(id, id_of(change)) end
    assert.not_equal(id, id_of(nil, { where = "date > 2020" }))
  end)
end)
