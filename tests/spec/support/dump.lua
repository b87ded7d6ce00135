-- Everything a corpus says, in an order of its own and without numbers that depend on how it was made.
local core = require "gimlet.core"

local QUERIES = {
  "SELECT d.hash, name, d.path, d.record, title, date, earliest, latest, source, source_key, author, credibility, "
    .. "language, url, origin, format, charset, replaced, bytes, paragraphs, tokens, sentences, loaded_at "
    .. "FROM documents d ORDER BY hash",
  "SELECT d.hash, m.ordinal, m.key, m.value, m.given_by FROM metadata m JOIN documents d ON d.id = m.document "
    .. "ORDER BY 1, 2",
  "SELECT p.path, p.record, d.hash, p.load FROM paths p JOIN documents d ON d.id = p.document ORDER BY 1, 2",
  "SELECT path, stamp, documents FROM files ORDER BY path",
  "SELECT * FROM loads ORDER BY id",
  "SELECT * FROM corrections ORDER BY hash, key",
  "SELECT name, about FROM sources ORDER BY name",
  "SELECT a.key, a.alias, s.name FROM aliases a JOIN sources s ON s.id = a.source ORDER BY key",
  "SELECT g.id, s.name, g.grade, g.begins, g.ends, g.reason, g.grader, g.graded_at FROM grades g JOIN sources s "
    .. "ON s.id = g.source ORDER BY g.id",
  "SELECT * FROM decisions ORDER BY id",
  "SELECT * FROM packs ORDER BY hash",
  "SELECT * FROM runs ORDER BY number",
  "SELECT * FROM hits ORDER BY run, hash",
  "SELECT * FROM scores ORDER BY run, ordinal",
  "SELECT * FROM ledger ORDER BY run, ordinal",
}

local function line(row)
  local keys = {}
  for key in pairs(row) do keys[#keys + 1] = key end
  table.sort(keys)
  for i, key in ipairs(keys) do keys[i] = ("%s=%q"):format(key, row[key]) end
  return table.concat(keys, " ")
end

---@param open table a corpus
---@param without_loads boolean? also without what tells when something was loaded
---@return string
return function(open, without_loads)
  local lines = {}
  for _, sql in ipairs(QUERIES) do
    if not (without_loads and sql:find("FROM loads", 1, true)) then
      for _, row in ipairs(open:query(sql)) do
        if without_loads then row.loaded_at, row.load, row.begun_at, row.stamp = nil, nil, nil, nil end
        lines[#lines + 1] = line(row)
      end
    end
  end
  for _, row in ipairs(open:query("SELECT id, hash FROM documents ORDER BY hash")) do
    local text, zones, signature = open.box:content(row.id)
    local packed = { assert(open.box:packed(row.id)) }
    lines[#lines + 1] = table.concat({ row.hash, core.base.sha256(text), #zones, core.base.sha256(packed[2] or ""),
      core.base.sha256(packed[1]), core.base.sha256(signature or ""),
      core.base.sha256(open.box:given(row.id) or ""), core.base.sha256(open.box:standoff(row.id) or "") }, " ")
  end
  return table.concat(lines, "\n")
end
