-- Sources of a corpus: the part of gimlet.corpus that knows names, aliases and grades. What they mean is in
-- gimlet.sources.
local sources = require "gimlet.score.sources"
local M = {}

local Corpus = {}

---All sources with aliases and grades.
---@return table grades see gimlet.sources; kept until a source changes
function Corpus:grades()
  if self.grade_index then return self.grade_index end
  local list, by_id = {}, {}
  for i, row in ipairs(self:query("SELECT id, name FROM sources ORDER BY name COLLATE NOCASE, name")) do
    list[i] = { id = row.id, name = row.name, aliases = {}, grades = {} }
    by_id[row.id] = list[i]
  end
  for _, row in ipairs(self:query("SELECT alias, source FROM aliases ORDER BY key")) do
    local source = by_id[row.source]
    if sources.key(row.alias) ~= sources.key(source.name) then table.insert(source.aliases, row.alias) end
  end
  for _, row in ipairs(self:query("SELECT id, source, grade, begins, ends, reason, grader, graded_at FROM grades "
    .. "ORDER BY begins IS NOT NULL, begins, id")) do
    table.insert(by_id[row.source].grades, row)
  end
  self.grade_index = sources.index(list)
  return self.grade_index
end

-- The source's row, made where there is none.
function Corpus:source_id(name)
  local known = self:one("SELECT source AS id FROM aliases WHERE key = ?", sources.key(name))
  if known then return known.id end
  local id, message = self.box:put("sources", { name = name })
  if not id then return nil, message end
  local good, why = self.box:put("aliases", { key = sources.key(name), alias = name, source = id })
  if not good then return nil, why end
  return id
end

local function changed(self, result, ...)
  self.grade_index = nil
  return result, ...
end

---Gives a source other names. A name that another source has is refused.
---@param name string
---@param aliases string[]
---@return true?
---@return string? message
function Corpus:alias(name, aliases)
  return changed(self, self:batch(function()
    local id, message = self:source_id(name)
    if not id then return nil, message end
    for _, alias in ipairs(aliases) do
      local owner = self:one("SELECT a.source, s.name FROM aliases a JOIN sources s ON s.id = a.source WHERE a.key = ?",
        sources.key(alias))
      local lone = owner and owner.source ~= id and self:absorb(owner.source, id)
      if owner and owner.source ~= id and not lone then
        return nil, ("“%s” is a name of %s already"):format(alias, owner.name)
      end
      local good, why = self.box:put("aliases", { key = sources.key(alias), alias = alias, source = id })
      if not good then return nil, why end
    end
    return true
  end))
end

-- A source without grades and other names may become an alias.
function Corpus:absorb(source)
  local row = self:one("SELECT (SELECT COUNT(*) FROM grades WHERE source = ?1) AS grades, "
    .. "(SELECT COUNT(*) FROM aliases WHERE source = ?1) AS names", source)
  if row.grades > 0 or row.names > 1 then return false end
  return self.box:delete("sources", { id = source }) ~= nil
end

---Grades a source; an earlier grade for the same period gives way.
---@param name string
---@param grade SourceGrade
---@return true?
---@return string? message
function Corpus:grade(name, grade)
  local letter, wrong = sources.read_grade(grade.grade)
  if not letter then return nil, wrong end
  return changed(self, self:batch(function()
    local id, message = self:source_id(name)
    if not id then return nil, message end
    for _, row in ipairs(self:query("SELECT id FROM grades WHERE source = ? AND begins IS ? AND ends IS ?", id,
      grade.begins, grade.ends)) do
      self.box:delete("grades", { id = row.id })
    end
    local good, why = self.box:put("grades", { source = id, grade = letter, begins = grade.begins, ends = grade.ends,
      reason = grade.reason, grader = grade.grader, graded_at = os.date("!%Y-%m-%d") })
    if not good then return nil, why end
    return true
  end))
end

---Takes over what sources.tsv says.
---@param list table[] from gimlet.sources.read_tsv
---@return integer? sources
---@return string? message
function Corpus:import_sources(list)
  return self:batch(function()
    local seen, count = {}, 0
    for _, source in ipairs(list) do
      local good, message = self:alias(source.name, source.aliases)
      if not good then return nil, message end
      for _, grade in ipairs(source.grades) do
        good, message = self:grade(source.name, grade)
        if not good then return nil, message end
      end
      if not seen[sources.key(source.name)] then count = count + 1 end
      seen[sources.key(source.name)] = true
    end
    return count
  end)
end

---What is written as source in documents, with counts.
---@return { source: string?, documents: integer, first: string?, last: string? }[]
function Corpus:sources_written()
  return self:query("SELECT MIN(source) AS source, COUNT(*) AS documents, MIN(earliest) AS first, MAX(latest) AS last "
    .. "FROM documents GROUP BY source_key ORDER BY source_key IS NULL, source_key")
end

---Adds the methods to a class.
---@param class table
function M.extend(class)
  for name, method in pairs(Corpus) do class[name] = method end
end

return M
