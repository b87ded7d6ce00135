-- Documents in archives: paths, sidecars, limits.
require "gimlet"
local core = require "gimlet.core"
local zip = require "spec.support.zip"

-- What is read, one line a document; failures behind.
local function lines(path, bytes, options)
  local list = {}
  local good, message = core.load.read(path, bytes, options or {}, function(document)
    list[#list + 1] = ("%s|%s|%s|%s"):format(document:get "document", document:get "path", document:get "title" or "",
      document:text())
  end, function(failure) list[#list + 1] = ("%s: %s"):format(failure.document, failure.message) end)
  if not good then list[#list + 1] = "failed: " .. message end
  return list
end

local function packed(command, bytes)
  local name = os.tmpname()
  local file = assert(io.open(name, "wb"))
  file:write(bytes)
  file:close()
  local pipe = assert(io.popen(("%s < %s"):format(command, name), "r"))
  local out = pipe:read "a"
  pipe:close()
  os.remove(name)
  return out
end

describe("archives", function()
  it("give the documents in them, with sidecars, without hidden files", function()
    local inner = zip.of { { "c.jsonl", '{"text":"Record."}\n{"id":"r2","text":"Other."}' } }
    assert.same({ "n.zip!a/one.txt|n.zip|Told|One.", "n.zip!b.zip!c.jsonl:1|n.zip||Record.", "r2|n.zip||Other.",
      "n.zip!bad.txt: is empty" },
      lines("n.zip", zip.of { { "a/one.txt", "One." }, { "a/one.meta.json", '{"title":"Told"}' },
        { "__MACOSX/x.txt", "x" }, { ".hidden.txt", "x" }, { "b.zip", inner }, { "bad.txt", "" } }))
  end)

  it("see through packing", function()
    assert.same({ "a.jsonl.gz:1|a.jsonl.gz||Packed." }, lines("a.jsonl.gz", packed("gzip -c", '{"text":"Packed."}')))
    assert.same({ "a.txt.gz|a.txt.gz||Plain." }, lines("a.txt.gz", packed("gzip -c", "Plain.")))
  end)

  it("end at their limits, named", function()
    local bomb = packed("gzip -c", ("0"):rep(3000000))
    assert.same({ "failed: b.gz: unpacks to more than 1 MB" }, lines("b.gz", bomb, { expanded = 1 << 20 }))
    local nest = zip.of { { "x.txt", "Deep." } }
    for _ = 1, 9 do nest = zip.of { { "n.zip", nest } } end
    local told = lines("n.zip", nest)
    assert.equal(1, #told)
    assert.truthy(told[1]:find("archives within archives, more than 8 deep", 1, true))
    assert.same(1, #lines("n.zip", nest, { nested = 20 }))
    assert.truthy(lines("n.zip", nest, { nested = 20 })[1]:find("Deep.", 1, true))
  end)

  it("that are damaged say so", function()
    local whole = packed("gzip -c", ("text "):rep(1000))
    assert.truthy(lines("d.gz", whole:sub(1, 30))[1]:find("d.gz: ", 1, true))
    local archive = zip.of { { "a.txt", "One." }, { "b.txt", "Two." } }
    for cut = 1, #archive - 1, 7 do lines("d.zip", archive:sub(1, cut)) end
    assert.same({ "failed: t.xlsx: is an office document that is no text" },
      lines("t.xlsx", zip.of { { "[Content_Types].xml", "<x/>" }, { "xl/workbook.xml", "<x/>" } }))
  end)
end)
