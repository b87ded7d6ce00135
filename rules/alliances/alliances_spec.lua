-- What the pack as a whole must do: on its samples, and on speeches of the UN General Debate where they are at hand.
require "gimlet"
local expect = require "gimlet.rule.expect"
local json = require "gimlet.base.json"
local pipeline = require "gimlet.work.pipeline"

describe("alliances", function()
  setup(function() expect.pack() end)

  it("tells themes apart", function()
    assert.finds("non_alignment", "The Non-Aligned Movement met in Baku.", "Non-Aligned")
    assert.ignores("non_alignment", "We aim at carbon neutrality by 2050.")
    assert.counts("blocs", "We reject hegemony and bloc politics.", 2)
  end)

  it("hears a pledge as well as a wish", function()
    assert.supports("membership", "We aspire to full membership of NATO.")
    assert.opposes("membership", "We have pledged never to join any military alliance.")
    assert.ignores("membership", "What if we joined NATO?")
  end)

  it("scores the samples between the camps", function() assert.scores("samples", 35, 65) end)

  -- Members of NATO through all these years, and the ten states that most often speak for the non-aligned.
  local MEMBERS = "BEL CAN DNK FRA DEU GRC HUN ISL ITA LUX NLD NOR POL PRT ESP TUR GBR USA CZE BGR ROU EST LVA LTU"
  local OTHERS = "CUB IRN VEN SYR PRK ZWE DZA BOL NIC LKA"

  local function sides(path)
    local found = {}
    local scan = assert(pipeline.new { packs = { "alliances" } })
    local handle <close> = assert(io.popen(("zcat %s/ungdc_*.jsonl.gz | awk 'NR %% 3 == 1'"):format(path)))
    local name = os.tmpname() .. ".jsonl"
    local file <close> = assert(io.open(name, "w"))
    for line in handle:lines() do
      local country = json.decode(line).country_iso3
      for _, list in ipairs { MEMBERS, OTHERS } do
        if list:find(country, 1, true) then file:write(line, "\n") end
      end
    end
    file:flush()
    assert(scan:scan({ name }, {}, function(answer)
      local country = answer.document.title:match "%u%u%u"
      local camp = MEMBERS:find(country, 1, true) and "members" or "others"
      found[camp] = found[camp] or { ["+"] = 0, ["-"] = 0 }
      for _, hit in ipairs(answer.hits) do
        if hit.kind == "factor" and hit.counts ~= false and hit.strength > 0 then
          found[camp][hit.sign] = found[camp][hit.sign] + 1
        end
      end
    end))
    scan:close()
    os.remove(name)
    return found
  end

  it("hears members of NATO and the non-aligned differ", function()
    local path = (os.getenv "GIMLET_TEST_DATA" or "../shared/corpus") .. "/ungdc"
    local here = io.open(path .. "/PROVENANCE.txt")
    if not here then
      print("skipped: alliances: no UN speeches in " .. path)
      return
    end
    here:close()
    local found = sides(path)
    local share = {}
    for camp, hits in pairs(found) do
      share[camp] = hits["+"] / (hits["+"] + hits["-"])
      print(("figure: alliances evidence for, %s %.2f of %d"):format(camp, share[camp], hits["+"] + hits["-"]))
    end
    assert.is_true(share.members > 2 * share.others)
  end)
end)
