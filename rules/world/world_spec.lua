-- The tables of the pack: every country is one thing, and everybody who speaks for one speaks for one that is there.
local function rows(path)
  local header, list = nil, {}
  for line in io.lines("rules/world/" .. path) do
    local cells = {}
    for cell in (line .. "\t"):gmatch "([^\t]*)\t" do cells[#cells + 1] = cell end
    if header then
      local row = {}
      for index, name in ipairs(header) do row[name] = cells[index] ~= "" and cells[index] or nil end
      list[#list + 1] = row
    else
      header = cells
    end
  end
  return list
end

local function names(row)
  return row.name:gmatch "[^|]+"
end

describe("world", function()
  local countries = rows "countries.tsv"
  local ids = {}
  for _, row in ipairs(countries) do ids[row.id] = true end

  it("has about two hundred countries, each with a name", function()
    local named, count = {}, 0
    for _, row in ipairs(countries) do
      if row["as"] == "name" and not named[row.id] then named[row.id], count = true, count + 1 end
    end
    for id in pairs(ids) do assert.is_true(named[id], id) end
    assert.is_true(count >= 195, count)
  end)

  it("gives no name to two countries", function()
    local owner = {}
    for _, row in ipairs(countries) do
      for name in names(row) do
        assert.is_true(owner[name] == nil or owner[name] == row.id, name)
        owner[name] = row.id
      end
    end
  end)

  for _, path in ipairs { "agencies.tsv", "institutions.tsv", "leaders.tsv", "governments.tsv" } do
    it("speaks only for countries that are there: " .. path, function()
      local seen = {}
      for _, row in ipairs(rows(path)) do
        assert.is_true(ids[row.of], row.of)
        for name in names(row) do
          assert.is_true(seen[name] == nil or seen[name] == row.of, name)
          seen[name] = row.of
        end
      end
    end)
  end

  it("dates its leaders: an end is after its beginning", function()
    for _, row in ipairs(rows "leaders.tsv") do
      assert.is_truthy(row.from and row.from:match "^%d%d%d%d%-%d%d%-%d%d$", row.name)
      assert.is_true(row.to == nil or row.to > row.from, row.name)
    end
  end)
end)
