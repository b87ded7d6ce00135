-- Rule files: the words they are written in, and what was declared with them.
--
-- Loading runs each file once in an environment that holds the words and what the sandbox allows;
-- nothing is matched and no host is touched. Failures are collected, so that one run of `check` shows
-- them all.
--   program = { packs = { PACK… }, rules = { RULE… in order }, by_name = { [full name] = RULE }, files = { display… },
--              sources = { bytes of those files… } }
--   PACK = { name, root, about, version, uses = {…}, subject, topic, hash, at, by_id = { [id] = RULE }, rules = {…} }
--   RULE = { word, id, name = "pack.id", pack = PACK, at = "file:line", fields = {…}, rows = {…} for an entity,
--            entries = { ENTRY… } }
--   ENTRY = { node, text, at, sign, settings } what is compiled, in order of writing
local compiled = require "gimlet.rule.compiled"
local core = require "gimlet.core"
local fields = require "gimlet.rule.fields"
local gazetteer = require "gimlet.rule.gazetteer"
local pattern = require "gimlet.rule.pattern"
local phrase = require "gimlet.rule.phrase"
local source = require "gimlet.rule.source"
local suggest = require "gimlet.cli.suggest"
local versions = require "gimlet.base.versions"

local M = {}

local WORDS = {}
for word in pairs(fields.FIELDS) do WORDS[word] = true end

local function is_name(name)
  return type(name) == "string" and name:find "^[%a_][%w_%-]*$" ~= nil and #name <= 100
end

---One loading of packs.
local Loader = {}
Loader.__index = Loader

-- Failures beyond so many are not worth their telling.
local MOST_FAILURES <const> = 200
local LARGEST_FILE <const> = 4 << 20
local MOST_RULES <const> = 20000 -- of a pack

function Loader:fail(file, line, column, message, ...)
  if #self.errors >= MOST_FAILURES then return end
  if select("#", ...) > 0 then message = message:format(...) end
  self.errors[#self.errors + 1] = { file = file, line = line, column = column, message = message }
end

-- A failure by what a file may hold: the run may go on without that file.
function Loader:limit(file, line, ...)
  self:fail(file, line, nil, ...)
  local failure = self.errors[#self.errors]
  failure.ran, failure.limit = file, true
end

-- Chunks are named by number, since Lua cuts long names in its messages; here they get their paths back.
function Loader:readable(message)
  message = tostring(message)
  local number, line, text = message:match "^#(%d+):(%d+): (.*)$"
  if number then return self.files[tonumber(number)], tonumber(line), text end
  local file
  file, line, text = message:match "^(%S+):(%d+): (.*)$"
  if file then return file, tonumber(line), text end
  return nil, nil, message
end

local function place_of(loader, declared)
  return function(message, text, column, key)
    if #loader.errors >= MOST_FAILURES then return end
    local line, at = declared.line, nil
    local where = type(text) == "string" and source.take(declared.source, text)
    if where then
      line, at = where.line, where.plain and where.column + (column or 1) or where.column
    elseif key then
      where = source.key(declared.scan, declared.source, key)
      if where then line, at = where.line, where.column end
    end
    loader:fail(declared.file, line, at, "%s “%s”: %s", declared.word, declared.name, message)
  end
end

-- The declaration of the source that begins at or before `line`, is of that word and name, and was not used yet.
local function find_source(scan, word, name)
  if not scan.by_name then
    scan.by_name = {}
    for _, declaration in ipairs(scan.declarations) do
      local key = declaration.word .. " " .. declaration.name
      local list = scan.by_name[key] or { next = 1 }
      scan.by_name[key], list[#list + 1] = list, declaration
    end
  end
  local list = scan.by_name[word .. " " .. name]
  if not list then return nil end
  list.next = list.next + 1
  return list[list.next - 1]
end

local function new_rule(pack, declared, body)
  return { word = declared.word, id = declared.name, name = pack.name .. "." .. declared.name, pack = pack,
    at = ("%s:%d"):format(declared.file, declared.line), file = declared.file, line = declared.line, fields = body,
    entries = {}, source = declared.source, scan = declared.scan }
end

-- Entries with the place of their text; a declaration's strings are taken in the order of the fields below.
local function add_entries(rule, declared, list, sign)
  for _, entry in ipairs(list or {}) do
    local where = entry.text and source.take(declared.source, entry.text)
    entry.sign, entry.file, entry.line = sign, rule.file, where and where.line or rule.line
    entry.column = where and where.column
    entry.plain = where and where.plain
    entry.at = ("%s:%d"):format(entry.file, entry.line)
    rule.entries[#rule.entries + 1] = entry
  end
end

function Loader:declare_pack(pack, declared, body)
  local report = place_of(self, declared)
  if pack.declared then
    report(("a pack is declared once; it was at %s"):format(pack.at))
    return
  elseif declared.name ~= pack.name then
    report(("the pack is called “%s” where it was found"):format(pack.name))
  end
  local found = fields.check("pack", body, report)
  for key, value in pairs(found) do pack[key] = value end
  pack.declared, pack.at = true, ("%s:%d"):format(declared.file, declared.line)
  local engine = versions.ENGINE
  if pack.engine and not versions.within(versions.parse(engine), versions.range(pack.engine)) then
    report(("needs gimlet %s; this is %s"):format(pack.engine, engine))
  end
end

-- Are the packs that are used of the versions that were asked for?
function Loader:check_versions()
  for _, pack in ipairs(self.program.packs) do
    for name, wanted in pairs(pack.uses.ranges or {}) do
      local other = self.program.pack_by_name[name]
      if not other.version or not versions.within(versions.parse(other.version), versions.range(wanted)) then
        local file, line = pack.at:match "^(.*):(%d+)$"
        self:fail(file, tonumber(line), nil, "uses “%s %s”; what was found is %s (%s)", name, wanted,
          other.version and "version " .. other.version or "without a version", other.root)
      end
    end
  end
end

-- The names of an entity: rows, or a file so large that it is compiled as a list of its own.
function Loader:add_names(rule, names, found, report) -- luacheck: no self
  if (found.match_by == "lemma" or found.match_by == "stem") and (found.edits or 0) > 0 then
    report("edits are counted between forms: they do not go with match_by = \"" .. found.match_by .. "\"")
  end
  local opened = gazetteer.source(names)
  if compiled.wanted(opened) then rule.source_of_list = opened
  else rule.rows = gazetteer.rows(names, found, report) end
end

-- Phrases, or the verbs of a dictionary: an entry for each name, with all blocks it stands in.
function Loader:add_predicate(rule, declared, predicate) -- luacheck: no self
  if not predicate.verbs then return add_entries(rule, declared, predicate) end
  local by_name = {}
  for _, verb in ipairs(predicate.verbs) do
    local entry = by_name[verb.name]
    local tree = not entry and phrase.parse((verb.name:gsub("[^%w%-' ]+", " ")))
    if tree then
      entry = { node = { kind = "phrase", tree = tree, text = verb.name }, settings = {}, verbs = {}, text = verb.name,
        path = predicate.path, at = ("%s:%d"):format(predicate.path, verb.line), file = rule.file, line = rule.line }
      by_name[verb.name], rule.entries[#rule.entries + 1] = entry, entry
    end
    if entry then entry.verbs[#entry.verbs + 1] = verb end
  end
end

function Loader:declare(pack, declared, body)
  if #pack.rules >= MOST_RULES then
    pack.full = true
    error(("more than %d rules in a pack"):format(MOST_RULES), 0)
  end
  local report = place_of(self, declared)
  if not is_name(declared.name) then
    report("a name is made of letters, digits and underscores")
    return
  end
  local found = fields.check(declared.word, body, report)
  local rule = new_rule(pack, declared, found)
  local before = pack.by_id[rule.id]
  if before then
    report(("the name is taken by the %s at %s"):format(before.word, before.at))
    return
  end
  pack.by_id[rule.id] = rule
  pack.rules[#pack.rules + 1] = rule
  if declared.word == "entity" and body.names ~= nil then
    self:add_names(rule, body.names, found, report)
  end
  if found.match then
    add_entries(rule, declared, { { node = found.match, settings = {} } })
  end
  for _, key in ipairs { "phrases", "cues" } do add_entries(rule, declared, found[key]) end
  if found.predicate then self:add_predicate(rule, declared, found.predicate) end
  add_entries(rule, declared, found.supports, "+")
  add_entries(rule, declared, found.opposes, "-")
  for _, key in ipairs { "except", "stops" } do
    rule[key] = {}
    for _, entry in ipairs(found[key] or {}) do
      local where = entry.text and source.take(declared.source, entry.text)
      entry.at = ("%s:%d"):format(rule.file, where and where.line or rule.line)
      entry.file, entry.line = rule.file, where and where.line or rule.line
      entry.column, entry.plain = where and where.column, where and where.plain
      rule[key][#rule[key] + 1] = entry
    end
  end
  M.check_rule(rule, report)
end

--- What a declaration must have beyond keys of the right kind.
---@param rule table
---@param report fun(message: string)
function M.check_rule(rule, report)
  local word, body = rule.word, rule.fields
  if (word == "theme" or word == "pattern") and #rule.entries == 0 and not body.phrases and not body.match then
    report(("a %s needs phrases = {…} or match = …"):format(word))
  elseif word == "entity" and #rule.entries == 0 and not rule.rows and not rule.source_of_list and not body.phrases then
    report "an entity needs names = {…}, phrases = {…} or match = …"
  elseif word == "factor" and #rule.entries == 0 and not (body.supports or body.opposes) then
    report "a factor needs supports = {…} or opposes = {…}"
  elseif word == "context" and not body.cues then
    report "a context needs cues = {…}"
  elseif word == "relation" and not (body.subject and body.predicate) then
    report "a relation needs subject = \"…\" (who may act) and predicate = {…} (what they do)"
  elseif word == "overlap" and #(body.rules or {}) < 2 then
    report "an overlap needs rules = { \"one\", \"another\" }"
  elseif word == "zone" and not body.kind then
    report "a zone rule needs kind = \"boilerplate\" or another kind of zone"
  elseif word == "reader" and not (body.read and (body.endings or body.begins or body.likes)) then
    report "a reader needs read = function(bytes, name) … end, and endings, begins or likes to know its files by"
  elseif word == "factor" and not body.question then
    report "a factor needs question = \"what it asks\""
  end
end

-- `entity "name" { … }`: the word, called with a name, waits for the body. The line is that of the name.
function Loader:word(pack, file, scan, word)
  return function(name)
    local info = debug.getinfo(2, "l")
    local line = info and info.currentline or 0
    if self.loaded then error("rules are declared while their file is loaded, not later", 2) end
    if type(name) ~= "string" then
      error(("%s needs a name in quotes: %s \"name\" { … }"):format(word, word), 2)
    end
    local declared = { word = word, name = name, file = file, line = line, scan = scan,
      source = find_source(scan, word, name) }
    self.open[declared] = true
    return function(body)
      self.open[declared] = nil
      if type(body) ~= "table" then
        error(("%s %q needs a table after its name: %s %q { … }"):format(word, name, word, name), 2)
      end
      if word == "pack" then self.trusted(self.declare_pack, self, pack, declared, body)
      else self.trusted(self.declare, self, pack, declared, body) end
      if word ~= "pack" and is_name(name) then return pattern.words.ref(pack.name .. "." .. name) end
    end
  end
end

-- A file of the pack; other files are named as seen from it.
function Loader:open_file(pack, path, options) -- luacheck: no self
  local bytes = pack.files_bytes[path]
  if not bytes then
    return nil, ("the pack has no file “%s”%s"):format(path, suggest.hint(path, pack.files_bytes))
  end
  local folder = path:match "^.*/" or ""
  return gazetteer.file(pack.root .. "/" .. path, bytes, options, function(name)
    local beside = pack.files_bytes[folder .. name]
    if type(beside) == "table" then beside = beside.read() end
    if beside then return pack.root .. "/" .. folder .. name, beside end
  end)
end

local IMPORT = { prefix = true, word = true, format = true, separator = true, at = true, name = true }

-- A rule for each category (label, code) of a dictionary; its names are the rule's.
function Loader:import(pack, declared, path, options)
  local asked, body = { compile = false }, {}
  for key, value in pairs(options) do
    if key == "prefix" or key == "word" then
      if type(value) ~= "string" then error(("import: %s must be a string"):format(key), 0) end
    elseif IMPORT[key] then asked[key] = value else body[key] = value end
  end
  local word, prefix = options.word or "entity", options.prefix or ""
  if word ~= "entity" and word ~= "theme" and word ~= "pattern" then
    error(("import: word is entity, theme or pattern, not “%s”"):format(word), 0)
  end
  local function report(message) self:fail(declared.file, declared.line, nil, "import “%s”: %s", path, message) end
  local named, missing = self:open_file(pack, path, asked)
  if not named then return report(missing) end
  local opened = gazetteer.source(named)
  local found = fields.check("entity", body, report)
  local order, seen = {}, {}
  for _, item in ipairs(opened.items) do
    local category = item.category or item.cells.category or false
    if not seen[category] then seen[category], order[#order + 1] = true, category end
  end
  for _, category in ipairs(order) do
    self:import_category(pack, declared, { word = word, name = prefix .. (category or path:match "([^/.]+)[^/]*$"),
      category = category or nil, source = opened, fields = found }, report)
  end
end

function Loader:import_category(pack, declared, wanted, report) -- luacheck: no self
  local name = wanted.name:gsub("[^%w_%-]+", "_"):gsub("^([^%a_])", "_%1")
  local named = { word = wanted.word, name = name, file = declared.file, line = declared.line, scan = declared.scan }
  local own = { about = wanted.category }
  for key, value in pairs(wanted.fields) do own[key] = value end
  own.kind = own.kind or wanted.category
  local rule = new_rule(pack, named, own)
  local before = pack.by_id[name]
  if before then
    report(("the name “%s” is taken by the %s at %s; prefix = \"…\" makes others"):format(name, before.word, before.at))
    return
  end
  local good, rows = pcall(gazetteer.file_rows, wanted.source, wanted.fields, wanted.category)
  if not good then
    report(tostring(rows))
    return
  end
  rule.rows, rule.except, rule.stops = rows, {}, {}
  pack.by_id[name], pack.rules[#pack.rules + 1] = rule, rule
end

-- A key in a message: never an address.
local function shown(key)
  return (type(key) == "string" or type(key) == "number") and tostring(key) or "a " .. type(key)
end

-- What a rule file sees: the words, the pattern words, and the sandbox's safe library.
function Loader:environment(pack, file, scan)
  local environment = {}
  for key, value in pairs(self.base) do environment[key] = value end
  for name, value in pairs(pattern.words) do environment[name] = value end
  for word in pairs(WORDS) do environment[word] = self:word(pack, file, scan, word) end
  environment.file = function(path, options)
    if self.loaded then error("files are read while the pack is loaded, not later", 2) end
    if type(path) ~= "string" then error("file takes the name of a file of the pack: file \"roles.tsv\"", 2) end
    if options ~= nil and type(options) ~= "table" then
      error("what is told of a file stands in a table: file(\"x.csv\", { name = \"label\" })", 2)
    end
    local opened, message = self.trusted(self.open_file, self, pack, path, options)
    if not opened then error(message, 2) end
    return opened
  end
  environment.import = function(path, options)
    if self.loaded then error("files are read while the pack is loaded, not later", 2) end
    if type(path) ~= "string" then error("import takes the name of a file of the pack: import \"words.dic\"", 2) end
    if options ~= nil and type(options) ~= "table" then
      error("what is told of a file stands in a table: import(\"words.dic\", { prefix = \"liwc_\" })", 2)
    end
    local info = debug.getinfo(2, "l")
    self.trusted(self.import, self, pack, { file = file, line = info and info.currentline or 0, scan = scan }, path,
      options or {})
  end
  setmetatable(environment, { __index = function(_, key)
    error(("unknown word “%s”%s"):format(shown(key), suggest.hint(shown(key), environment)), 2)
  end })
  return setmetatable({}, {
    __index = environment,
    __newindex = function(_, key)
      key = shown(key)
      error(rawget(environment, key) and ("“%s” is a word of the rule language and cannot be set"):format(key)
        or ("“%s” is not local: write “local %s = …”"):format(key, key), 2)
    end,
    __metatable = "environment",
  })
end

function Loader:run_file(pack, relative)
  local bytes = pack.files_bytes[relative]
  local display = pack.single and pack.root or pack.root .. "/" .. relative
  if self.left_out[display] then return true end
  self.files[#self.files + 1] = display
  self.program.sources[#self.files] = bytes
  self.announce(display)
  if #bytes > LARGEST_FILE then
    self:limit(display, nil,
      "a rule file of more than %d MB; names belong in files of their own: names = file \"x.tsv\"", LARGEST_FILE >> 20)
    return false
  end
  local scan = source.read(bytes, WORDS)
  for _, repeated in ipairs(scan.repeated) do
    self:fail(display, repeated.line, repeated.column,
    "the key “%s” is written twice in one table; it was at line %d",
      repeated.key, repeated.first)
  end
  local environment = self:environment(pack, display, scan)
  local ok, message, limit = self.run(bytes, "=#" .. #self.files, environment)
  if not ok then
    local file, line, text = self:readable(message)
    if not file or file:sub(1, #pack.root) ~= pack.root then -- what a message says of others is only the pack's word
      file, line, text = display, nil, message
    end
    self:fail(file, line, nil, "%s", text)
    local failure = self.errors[#self.errors]
    failure.ran, failure.limit = display, (limit or pack.full) and true or nil
  end
  for declared in pairs(self.open) do -- where the file broke off, that is reported
    if ok then
      self:fail(display, declared.line, nil, "%s \"%s\" needs a table after its name: { … }", declared.word,
        declared.name)
    end
    self.open[declared] = nil
  end
  return ok
end

local function main_file(files)
  if files["pack.lua"] then return "pack.lua" end
  local found
  for path in pairs(files) do
    if path:find "%.lua$" and not path:find("/", 1, true) then
      if found then return nil end
      found = path
    end
  end
  return found, found ~= nil
end

-- SHA-256 over the files by name, so that a run's manifest tells whether a pack has changed.
local function hash_of(files)
  local names = {}
  for name in pairs(files) do names[#names + 1] = name end
  table.sort(names)
  local parts = {}
  for _, name in ipairs(names) do
    local bytes = files[name]
    if type(bytes) == "table" then bytes = bytes.sha256
    elseif #bytes >= gazetteer.LARGE and not name:find "%.lua$" then bytes = core.base.sha256(bytes) end
    parts[#parts + 1] = ("%d:%s%d:%s"):format(#name, name, #bytes, bytes)
  end
  return core.base.sha256(table.concat(parts))
end

-- The file that declares the pack.
function Loader:open_pack(given)
  local main, single = main_file(given.files)
  local pack = { name = given.name, root = given.root or given.name, files_bytes = given.files, single = single,
    by_id = {}, rules = {}, uses = {}, hash = hash_of(given.files), asked = given.requested }
  self.program.packs[#self.program.packs + 1] = pack
  self.program.pack_by_name[pack.name] = pack
  if not main then
    self:fail(pack.root, nil, nil, "no pack.lua in the pack “%s”", pack.name)
    return
  end
  local ran = self:run_file(pack, main)
  if not pack.declared and ran then
    self:fail(self.files[#self.files], 1, nil,
    "a pack begins with: pack \"%s\" { about = \"…\", version = \"1.0.0\" }",
      pack.name)
  end
end

-- The other files of a pack.
function Loader:load_files(pack)
  local wanted = pack.declared and type(pack.files) == "table" and pack.files or {}
  for _, name in ipairs(wanted) do
    local path = pack.files_bytes[name] and name or name .. ".lua"
    if pack.files_bytes[path] then
      self:run_file(pack, path)
    else
      self:fail(pack.at:match "^(.*):%d+$", tonumber(pack.at:match "%d+$"), nil,
      "files: the pack has no file “%s”%s",
        path, suggest.hint(path, pack.files_bytes))
    end
  end
end

-- Packs that are used and were not given.
local function missing(program)
  local need, seen = { at = {} }, {}
  local function want(name, pack)
    if not program.pack_by_name[name] and not seen[name] then
      seen[name] = true
      need[#need + 1], need.at[name] = name, pack.at
    end
  end
  for _, pack in ipairs(program.packs) do
    if pack.name ~= "std" then want("std", pack) end
    for _, name in ipairs(pack.uses or {}) do want(name, pack) end
  end
  return need
end

-- Without a sandbox (specs, other programs): plain Lua, text only.
local PLAIN = { string = string, table = table, math = math, utf8 = utf8, ipairs = ipairs, pairs = pairs,
  select = select, type = type, tostring = tostring, tonumber = tonumber, next = next, error = error, assert = assert,
  pcall = pcall }

local function run_plainly(bytes, chunkname, environment)
  local chunk, message = load(bytes, chunkname, "t", environment)
  if not chunk then return nil, message end
  return pcall(chunk)
end

---Loads packs.
---@param packs table[] { name =, root =, files = { [relative path] = bytes }, requested = boolean or nil }
---@param options table|nil base: what files may use besides the words; run: function(bytes, chunkname,
---environment) -> ok, message, limit (true where a limit ended it); left_out: { [file] = true } not to be run;
---announce(file), called before anything is done with it
---@return table|nil program
---@return table|nil errors { { file=, line=, column=, message=, ran= (the file), limit= true } … }
---@return table|nil need names of packs that must be given as well; at: { [name] = where it is used }
function M.load(packs, options)
  options = options or {}
  local program = { packs = {}, pack_by_name = {}, sources = {} }
  local loader = setmetatable({ program = program, errors = {}, files = {}, open = {}, base = options.base or PLAIN,
    left_out = options.left_out or {}, announce = options.announce or function() end, run = options.run or run_plainly,
    trusted = options.trusted or function(f, ...) return f(...) end }, Loader)
  for _, given in ipairs(packs) do loader:open_pack(given) end
  local need = missing(program) -- known before the bulk is read, which is read once then
  if #loader.errors == 0 and #need > 0 then return nil, nil, need end
  for _, pack in ipairs(program.packs) do loader:load_files(pack) end
  if #loader.errors > 0 then return nil, loader.errors end
  loader.loaded = true
  loader:check_versions()
  if #loader.errors > 0 then return nil, loader.errors end
  program.files = loader.files
  program.readable = function(message) return loader:readable(message) end
  return program
end

return M
