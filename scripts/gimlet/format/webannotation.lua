-- Hits as annotations of the W3C Web Annotation Data Model (www.w3.org/TR/annotation-model): one collection in JSON-LD,
-- each annotation with the quoted words (TextQuoteSelector) and their place in characters (TextPositionSelector).
--
-- The target is the text as gimlet extracted it, for that is what the places count in. It is named by the SHA-256 of
-- the bytes it came from (RFC 6920); where the document told its address, `canonical` of the target's source says it.
local address = require "gimlet.base.address"
local characters = require "gimlet.format.characters"
local json = require "gimlet.base.json"

local M = {}

-- Characters on each side of a quote that tell it from its like.
local AROUND <const> = 32

-- Up to `count` characters before byte `from` (from 0), or after it.
local function before(text, from, count)
  local begin = utf8.offset(text, -count, from + 1) or 1
  return text:sub(begin, from)
end

local function after(text, from, count)
  if from >= #text then return "" end
  local stop = utf8.offset(text, count + 1, from + 1) or #text + 1
  return text:sub(from + 1, stop - 1)
end

local DIGITS <const> = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

-- ni:///sha-256;… : the digest in base64url without padding.
local function named_by_hash(hash)
  local out, bits, held = {}, 0, 0
  for pair in hash:gmatch "%x%x" do
    held, bits = (held << 8 | tonumber(pair, 16)) & 0xFFFF, bits + 8
    while bits >= 6 do
      bits = bits - 6
      local digit = (held >> bits & 63) + 1
      out[#out + 1] = DIGITS:sub(digit, digit)
    end
  end
  if bits > 0 then
    local digit = (held << 6 - bits & 63) + 1
    out[#out + 1] = DIGITS:sub(digit, digit)
  end
  return "ni:///sha-256;" .. table.concat(out)
end

local SIDES <const> = { ["+"] = "for", ["-"] = "against" }

local function tag(value) return { type = "TextualBody", value = value, format = "text/plain", purpose = "tagging" } end

local function bodies(hit)
  local list = { tag(hit.rule) }
  if SIDES[hit.sign] then list[2] = tag(SIDES[hit.sign]) end
  for _, context in ipairs(hit.contexts or {}) do list[#list + 1] = tag(context) end
  if hit.attributed_to and hit.attributed_to ~= "" then
    list[#list + 1] = { type = "TextualBody", value = "said by " .. hit.attributed_to, format = "text/plain",
      purpose = "commenting" }
  end
  if hit.counts == false then
    list[#list + 1] = { type = "TextualBody", value = "left out: " .. tostring(hit.why), format = "text/plain",
      purpose = "commenting" }
  end
  return json.array(list)
end

local function source_of(document)
  return { id = named_by_hash(document.hash), type = "Text", format = "text/plain",
    ["dc:title"] = document.title, ["dc:identifier"] = document.document, canonical = address.of(document.url),
    language = document.language }
end

---An annotation.
---@param hit table HIT
---@param document table DOC with text
---@param at fun(byte: integer): integer of gimlet.format.characters
---@param generator table? who made it
---@param id string
---@return table
function M.annotation(hit, document, at, generator, id)
  local text = document.text
  return { id = id, type = "Annotation", motivation = "tagging",
    generator = generator, body = bodies(hit), target = { source = source_of(document),
      selector = json.array {
        { type = "TextQuoteSelector", exact = text:sub(hit.begin + 1, hit["end"]),
          prefix = before(text, hit.begin, AROUND), suffix = after(text, hit["end"], AROUND) },
        { type = "TextPositionSelector", start = at(hit.begin), ["end"] = at(hit["end"]) },
      } } }
end

---Begins a collection.
---@param write fun(text: string)
---@param about { id: string, label: string, total: integer, version: string }
---@return fun(document: table, hits: table[]) add
---@return fun() finish
function M.collection(write, about)
  local generator = { id = "urn:gimlet:" .. about.version, type = "Software", name = "gimlet " .. about.version }
  local id = "urn:gimlet:run:" .. about.id
  write(('{"@context":"http://www.w3.org/ns/anno.jsonld","id":%s,"type":"AnnotationCollection","label":%s,"total":%d,'
    .. "\n"):format(json.quote(id), json.quote(about.label), about.total))
  write(('"first":{"id":%s,"type":"AnnotationPage","partOf":%s,"startIndex":0,"items":['):format(
    json.quote(id .. ":1"), json.quote(id)))
  local used, first = {}, true
  -- What is found twice, by two patterns of a rule, has one id and is two annotations.
  local function id_of(hit)
    local name = "urn:gimlet:hit:" .. hit.id
    used[name] = (used[name] or 0) + 1
    return used[name] > 1 and ("%s:%d"):format(name, used[name]) or name
  end
  return function(document, hits)
    local at = characters.counter(document.text)
    for _, hit in ipairs(hits) do
      write((first and "\n" or ",\n") .. json.encode(M.annotation(hit, document, at, generator, id_of(hit))))
      first = false
    end
  end, function() write "\n]}}\n" end
end

return M
