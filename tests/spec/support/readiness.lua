-- A small made-up question with articles, hits and grades, for the tests of reports.
local M = {}

local ONE <const> = 1000000

local FACTORS <const> = {
  { "satellites", 2, "brings", "What can it see from above?" },
  { "geographic_reach", 1, "brings", "What can it see from where it lies?" },
  { "human_intelligence", 2, "brings", "Does it run spies?" },
  { "secrecy_law", 2, "keeps_secrets", "Is telling a secret a crime?" },
  { "security_clearance", 3, "keeps_secrets", "Does a clearance system limit who sees secrets?", true },
  { "private_sector_protection", 2, "keeps_secrets", "Do firms protect secrets?", true },
  { "information_security_record", 2, "keeps_secrets", "Has it leaked?" },
  { "partner_support", 3, "wanted", "Do members want it?" },
  { "public_opinion", 1, "able", "Does the public agree?" },
  { "political_will", 2, "able", "Does the government want it?" },
  { "external_pushback", 0, "beside", "What would rivals do?" },
}

local DOCUMENTS <const> = {
  { "north.txt", "The Northern Post", "2024-12-14", "B", 2 }, { "harbour.html", "Harbour Weekly", "2020-08-01" },
  { "notes/alliance.md", nil, nil }, { "wire-1.txt", "Wire", "2023-02-11", "C" },
  { "wire-2.txt", "Harbour Weekly", "2023-02-12" }, { "blog.txt", "Islander", "2007-11" },
}

-- document, paragraph, rule, sign, strength, sentence with the match in brackets, speaker, more
local HITS <const> = {
  { 1, 9, "satellites", "+", 1, "Tokelia does [manage seven high-performance satellites] that are advanced." },
  { 2, 6, "satellites", "+", 1, "“The club is [interested in Tokelia's satellites] and in what it hears along its "
    .. "coast,” said Ana Pell, a professor at Harbour University and an expert on services.", "Ana Pell" },
  { 2, 5, "geographic_reach", "+", 0.5, "Thanks to its location Tokelia [could offer valuable information] on its "
    .. "neighbours, all of them areas of particular concern to the members of the club.", nil, hedged = "could" },
  { 1, 7, "human_intelligence", "-", 1, "The islands [still do not have the equivalent of a foreign service], making "
    .. "it difficult for them to contribute any human intelligence." },
  { 2, 9, "secrecy_law", "+", 1, "Tokelia [enacted a controversial law] in 2014 with stiff penalties for leaks.",
    year = 2014 },
  { 3, 22, "secrecy_law", "+", 1, "The [law tightened government handling] of sensitive information." },
  { 1, 6, "secrecy_law", "-", 1, "It is clear that the law of 2013 [just was not enough] to protect secrets." },
  { 4, 3, "secrecy_law", "-", 1, "Officials said that the [law has too many holes] for partners to rely on.",
    "officials" },
  { 2, 10, "security_clearance", "-", 1, "Tokelia [lacks a security clearance system] to limit who sees papers." },
  { 1, 8, "security_clearance", "-", 1, "It should [develop a separate department in charge of vetting] personnel, "
    .. "the Centre for Island Studies said.", "the Centre for Island Studies" },
  { 2, 11, "private_sector_protection", "-", 1, "Tokelia “[won't be trusted unless it can build a system] for firms.”",
    "Bo Quist" },
  { 6, 4, "information_security_record", "-", 1, "The navy was [losing data to file-sharers] in 2006.", year = 2006 },
  { 6, 5, "information_security_record", "-", 0.5, "Its [lax security] is often blamed for it.", year = 2006 },
  { 1, 1, "partner_support", "+", 1, "Tokelia is an [obvious choice for the club]." },
  { 2, 3, "partner_support", "+", 0.5, "The members have [broached the possibility of Tokelia] taking part." },
  { 4, 2, "partner_support", "+", 1, "[Members welcome Tokelia's] new strategy, and hope for more of it soon." },
  { 5, 2, "partner_support", "+", 1, "[Members welcome Tokelia's] new strategy, and hope for more of it soon." },
  { 2, 7, "political_will", "+", 0.25, "One official said that joining is [“not a bad idea”].", "one official" },
  { 1, 13, "external_pushback", "-", 1, "The Empire would see it as [yet another way to contain] the mainland." },
}

local LEFT_OUT <const> = {
  { 1, 4, "political_stability", "about South Island, not Tokelia" }, { 3, 2, "satellites", "conditional: “if”" },
  { 1, 11, "secrecy_law", "about South Island, not Tokelia" }, { 4, 9, "satellites", "question" },
}

local function describe()
  local factors, ids = {}, {}
  for i, f in ipairs(FACTORS) do
    factors[i] = { name = "club." .. f[1], id = f[1], weight = f[2] * ONE, group = f[3], question = f[4],
      required = f[5] or false, at = "rules/club/factors.lua:" .. 10 * i }
    ids[i] = f[1]
  end
  return { packs = { { name = "club", version = "1.0.0", about = "How ready is Tokelia to join the club?" } },
    subject = "world.tokelia", subject_label = "Tokelia", factors = factors, rules = {}, warnings = {},
    scores = { { name = "club.readiness", id = "readiness", about = "Readiness to join the club", factors = ids,
      scale = { 0, 100 * ONE }, groups = { { id = "brings", label = "What it brings" },
        { id = "keeps_secrets", label = "Whether it keeps secrets" }, { id = "wanted", label = "Whether it is wanted" },
        { id = "able", label = "Whether it can and will" }, { id = "beside", label = "Beside the total" } } } } }
end

local function hash_of(i) return ("%02d"):format(i) .. ("0"):rep(62) end

local function make_hit(i, h)
  local sentence, at = h[6], h[6]:find("[", 1, true)
  local plain = sentence:gsub("[%[%]]", "")
  local finish = sentence:find("]", 1, true) - 2
  local strength = math.tointeger(h[5] * ONE)
  return { type = "hit", id = ("%016x"):format(i), document = DOCUMENTS[h[1]][1], hash = hash_of(h[1]),
    rule = "club." .. h[3], kind = "factor", begin = 1000 * h[2] + at - 1, ["end"] = 1000 * h[2] + finish,
    text = plain:sub(at, finish), sentence = plain, sentence_begin = 1000 * h[2], sentence_end = 1000 * h[2] + #plain,
    paragraph = h[2], zone = "body", sign = h[4], strength = strength, base = ONE, attributed_to = h[7],
    contexts = h.hedged and { "hedged" } or {}, captures = {}, at = "rules/club/factors.lua:" .. 100 + i, counts = true,
    multipliers = h.hedged and { { kind = "context", name = "hedged", times = strength,
      why = "hedged by “" .. h.hedged .. "”" } } or {}, subject_by = "named", year = h.year }
end

--- Input for score.compute.
---@return table
function M.input()
  local documents, hits = {}, {}
  for i, d in ipairs(DOCUMENTS) do
    documents[i] = { type = "document", document = d[1], hash = hash_of(i), source = d[2], date = d[3], grade = d[4],
      credibility = d[5], cluster = i == 5 and 4 or i }
  end
  for i, h in ipairs(HITS) do hits[i] = make_hit(i, h) end
  for i, l in ipairs(LEFT_OUT) do
    local hit = make_hit(100 + i, { l[1], l[2], l[3], "+", 0, "South Island has [done it] as well." })
    hit.counts, hit.why = false, l[4]
    hits[#hits + 1] = hit
  end
  return { description = describe(), documents = documents, hits = hits, decisions = {}, options = {} }
end

return M
