-- Looks over compiled packs for what is allowed and probably not meant. In the worker.
--
-- A finding is { level, code, file, line, column, rule, message, advice }; levels are "warning" and "note". A comment
-- silences codes in place: `-- allow: CODE, CODE` in the line of the finding or the line above, or in the line
-- of the declaration (or above it) for all of the rule; `-- allow-file: CODE` for the file.
local build = require "gimlet.rule.build"
local core = require "gimlet.core"
local leaves = require "gimlet.lint.leaves"
local source = require "gimlet.rule.source"

local M = {}

--- Codes and what they mean, for `--help`, SARIF and the guide.
M.CODES = {
  { "common-name", "a name that is a common word as well" },
  { "contradiction", "what supports is found by what opposes" },
  { "costly", "a phrase that has to be tried on more than half of all sentences" },
  { "covered", "a phrase that finds nothing another one does not" },
  { "cue-in-phrase", "words of a supporting phrase that turn a hit elsewhere" },
  { "duplicate", "a phrase said twice" },
  { "duplicate-name", "a name that stands twice in a list" },
  { "example", "an example that does not hold" },
  { "error", "what keeps the pack from compiling" },
  { "idle-weight", "a weight or strength that can never matter" },
  { "matches-anything", "a pattern that fits any words" },
  { "matches-nothing", "a pattern that no text can match" },
  { "missing-about", "a rule that does not say what it finds" },
  { "never-fires", "a rule that finds nothing in the samples or the corpus" },
  { "no-examples", "a rule without examples" },
  { "shadowed", "a rule whose hits all lie within another's" },
  { "too-common", "a phrase of words that nearly every text holds" },
  { "unnoticed", "an element whose removal no example notices" },
  { "unreachable", "an alternative that leaves nothing to find" },
}

local Lint = {}
Lint.__index = Lint

-- ---- comments that silence ---------------------------------------------------------------------------

local function read_comments(bytes)
  local comments = { lines = {}, file = {} }
  local number = 0
  for line in (bytes .. "\n"):gmatch "(.-)\r?\n" do
    number = number + 1
    local word, list = line:match "%-%-+%s*(allow[%w%-]*):%s*([%w%-, ]+)"
    if word == "allow" or word == "allow-file" then
      local codes = word == "allow" and {} or comments.file
      for code in list:gmatch "[%w%-]+" do codes[code] = true end
      if word == "allow" then comments.lines[number] = codes end
    end
  end
  return comments
end

function Lint:comments(pack, file)
  local known = self.read[file]
  if known then return known end
  local relative = pack.single and file:match "[^/]+$" or file:sub(#pack.root + 2)
  local bytes = pack.files_bytes[relative]
  known = type(bytes) == "string" and read_comments(bytes) or { lines = {}, file = {} }
  self.read[file] = known
  return known
end

function Lint:silenced(code, rule, file, line)
  local comments = self:comments(rule.pack, file)
  if comments.file[code] then return true end
  for _, at in ipairs { line, line - 1, rule.line or 0, (rule.line or 0) - 1 } do
    if comments.lines[at] and comments.lines[at][code] then return true end
  end
  return false
end

-- ---- findings ----------------------------------------------------------------------------------------

-- `at`: an entry, or { file, line, text }; `column`: in a phrase; `key`: where the rule has it.
function Lint:add(level, code, rule, at, column, message, advice, key)
  local file, line = at and at.file or rule.file, at and at.line or rule.line
  local place
  if at and at.column then place = at.plain and column and at.column + column or at.column
  elseif key then
    local found = rule.source and rule.scan and source.key(rule.scan, rule.source, key)
    if found then line, place = found.line, found.column end
  elseif not at and rule.source then place = rule.source.column end
  if self:silenced(code, rule, file, line) then
    self.silent = self.silent + 1
    return
  end
  self.findings[#self.findings + 1] = { level = level, code = code, file = file, line = line, column = place,
    rule = rule.name, message = ("%s “%s”: %s"):format(rule.word, rule.id, message), advice = advice }
end

function Lint:warn(...) self:add("warning", ...) end
function Lint:note(...) self:add("note", ...) end

local function in_order(findings)
  for index, finding in ipairs(findings) do finding.index = index end
  table.sort(findings, function(a, b)
    if a.file ~= b.file then return a.file < b.file end
    if a.line ~= b.line then return a.line < b.line end
    if (a.column or 0) ~= (b.column or 0) then return (a.column or 0) < (b.column or 0) end
    return a.index < b.index
  end)
  for _, finding in ipairs(findings) do finding.index = nil end
  return findings
end

---Looks over the packs that were asked for.
---@param compiled table from compile.packs
---@param options { measured: table?, mutate: boolean? }?
---@return table[] findings by place
---@return integer silenced how many comments have kept back
function M.run(compiled, options)
  options = options or {}
  local self = setmetatable({ compiled = compiled, findings = {}, read = {}, silent = 0,
    tokens = core.text.tokens(), measured = options.measured }, Lint)
  self.words = leaves.words(build.new(core.match.ruleset(compiled.lexicon), compiled.lexicon))
  local entries, names = require "gimlet.lint.entries", require "gimlet.lint.names"
  local declared, work = require "gimlet.lint.declared", require "gimlet.lint.work"
  for _, pack in ipairs(compiled.program.packs) do
    if pack.requested then
      declared.pack(self, pack)
      for _, rule in ipairs(pack.rules) do
        -- a dictionary's entries are not the rule's to mend
        local dictionary = rule.fields.predicate and rule.fields.predicate.verbs
        if not dictionary then entries.run(self, rule) end
        names.run(self, rule)
        declared.run(self, rule)
        if self.measured then work.run(self, rule) end
      end
    end
  end
  if options.mutate then require("gimlet.lint.mutate").run(self) end
  return in_order(self.findings), self.silent
end

return M
