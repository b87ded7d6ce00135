-- Stubs, snippets and the luacheck standard say what the rule language and the library really hold: nothing less,
-- nothing more.
require "gimlet"
local core = require "gimlet.core"
local editor = require "gimlet.cli.editor"
local fields = require "gimlet.rule.fields"
local json = require "gimlet.base.json"
local pattern = require "gimlet.rule.pattern"
local rules = require "gimlet.rule"
local stubs = require "gimlet.rule.stubs"
local words = require "gimlet.rule.words"

local function content(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read "a"
  file:close()
  return bytes
end

local function keys_of(list)
  local keys = {}
  for key in pairs(list) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

local function names_of(list)
  local names = {}
  for i, entry in ipairs(list) do names[i] = entry[1] end
  table.sort(names)
  return names
end

local function run(command)
  local pipe = assert(io.popen("{ " .. command .. "\n} 2>&1"))
  local output = pipe:read "a"
  local ok, _, status = pipe:close()
  return ok and 0 or status, output
end

local P = pattern.words.any
-- Values of each type; the checks of rule/fields.lua must take them.
local SAMPLES = { string = "one", boolean = true, number = 0.5, integer = 5, ["string[]"] = { "one", "two" },
  ["gimlet.Pattern"] = P, ["false"] = false, ["true"] = true, ["0"] = 0, ["1"] = 1, ["2"] = 2,
  ["table<string, string>"] = { one = "One" }, ["number[]"] = { 0, 100 }, ["gimlet.Names"] = { "one" },
  ["table<gimlet.ContextName, number>"] = { needed = 1 }, ["gimlet.Examples"] = { supports = { "One." } } }
local function samples(kind)
  local list = {}
  if kind:find "^fun%(" then return { function() end } end
  if kind == "gimlet.Entries" then
    return { "one", P, { "one", P, { "one", strength = 0.5, context = { needed = 1 }, subject = false, reach = 3,
      about = "x", agent = "subject", effect = "none", scope = "clause", acts = "both",
      when = function() end, weigh = function() end } } }
  end
  if kind == "gimlet.Entries|gimlet.File" then return { { "visit" } } end
  for part in kind:gmatch "[^|]+" do
    local choice, many = part:match "^(gimlet%.%u%l+%u?%l*)(%[?%]?)$"
    local values
    for _, known in ipairs(words.CHOICES) do if known[1] == choice then values = fields[known[2]] end end
    if values and many == "[]" then list[#list + 1] = values
    elseif values then table.move(values, 1, #values, #list + 1, list)
    elseif part:find '^"' then list[#list + 1] = part:sub(2, -2)
    else
      assert(SAMPLES[part] ~= nil, "no sample of " .. part)
      list[#list + 1] = SAMPLES[part]
    end
  end
  return list
end

describe("what editors are told", function()
  it("has every word that declares and every key of it", function()
    assert.are.same(keys_of(fields.FIELDS), names_of(words.DECLARATIONS))
    for _, declared in ipairs(words.DECLARATIONS) do
      assert.are.same(keys_of(fields.FIELDS[declared[1]]), names_of(declared.keys),
        declared[1] .. ": scripts/gimlet/rule/words.lua must name the same keys; then `make types`")
    end
  end)

  it("has every setting of a phrase", function()
    for _, entry in ipairs(words.TABLES) do
      if entry[1] == "gimlet.Entry" then
        local told = {}
        for _, field in ipairs(entry.fields) do
          if field[1] ~= "[1]" then told[#told + 1] = (field[1]:gsub("%?$", "")) end
        end
        table.sort(told)
        assert.are.same(keys_of(fields.ENTRY), told)
      end
    end
  end)

  it("has every other word", function()
    assert.are.same(keys_of(pattern.words), names_of(words.PATTERNS))
    local loader = content "scripts/gimlet/rule/init.lua"
    local found = {}
    for name in loader:gmatch "environment%.(%l+) = function" do found[#found + 1] = name end
    table.sort(found)
    assert.are.same(found, names_of(words.FILES))
  end)

  it("gives types that the loader takes", function()
    for _, declared in ipairs(words.DECLARATIONS) do
      for _, key in ipairs(declared.keys) do
        local version = declared[1] == "pack" and (key[1] == "version" or key[1] == "engine")
        for _, value in ipairs(version and { "1.0.0" } or samples(key[2])) do
          fields.FIELDS[declared[1]][key[1]](value, function(message)
            error(("%s.%s: %s, a value of %s"):format(declared[1], key[1], message, key[2]), 0)
          end)
        end
      end
    end
  end)

  it("shows examples that load", function()
    for _, group in ipairs { words.DECLARATIONS, words.PATTERNS } do
      for _, entry in ipairs(group) do
        local example = entry[#entry > 3 and 4 or 3]
        local text = group == words.PATTERNS and 'pattern "p" { match = ' .. example .. " }" or example
        if entry[1] ~= "pack" then text = 'pack "union" { about = "x", version = "1.0.0" }\n' .. text end
        local _, errors, need = rules.load { { name = "union", root = "union", files = { ["pack.lua"] = text } } }
        assert.is_nil(errors and errors[1] and errors[1].message, entry[1])
        assert(need or errors == nil)
      end
    end
  end)

  it("lies in scripts/types as it would be written now (make types)", function()
    assert(stubs.rules() == content "scripts/types/rules.lua", "scripts/types/rules.lua is of yesterday: make types")
    assert(stubs.luacheck() == content "scripts/types/luacheckrc.lua", "scripts/types is of yesterday: make types")
  end)

  it("has every function of gimlet.core (make types)", function()
    local text, told, real = content "scripts/types/core.lua", {}, {}
    for name in text:gmatch "\nfunction ([%w_.:]+)%(" do told[name] = true end
    for layer, members in pairs(core) do
      for name, value in pairs(members) do
        if type(value) == "function" then real["core." .. layer .. "." .. name] = true end
      end
    end
    for name, class in pairs(debug.getregistry()) do
      local members = type(name) == "string" and name:find "^gimlet%." and type(class) == "table" and class.__index
      for method, value in pairs(type(members) == "table" and members or {}) do
        if type(value) == "function" and not method:find "^__" then real[name:sub(8) .. ":" .. method] = true end
      end
    end
    assert.are.same(keys_of(real), keys_of(told))
  end)

  it("has every word over a corpus (make types)", function()
    local text, told, real = content "scripts/types/words.lua", {}, {}
    for name in text:gmatch "\nfunction words%.([%w_]+)%(" do told[name] = true end
    for name, value in pairs(require("gimlet.vocabulary").new "none.db") do
      if type(value) == "function" then real[name] = true end
    end
    assert.are.same(keys_of(real), keys_of(told))
  end)

  it("says of every public function of the library what it takes", function()
    local undocumented = {}
    for path in io.popen "find scripts/gimlet -name '*.lua' | sort":lines() do
      local comment = {}
      for line in io.lines(path) do
        if line:find "^%-%-%-" then
          comment[#comment + 1] = line
        else
          local name, arguments = line:match "^function (M[.:][%w_]+)(%b())"
          local text = table.concat(comment, "\n")
          if name and #comment == 0 then undocumented[#undocumented + 1] = path .. ": " .. name end
          for argument in (arguments or ""):gmatch "[%w_.]+" do
            if argument ~= "_" and not text:find("@param " .. argument, 1, true) then
              undocumented[#undocumented + 1] = ("%s: %s: %s"):format(path, name, argument)
            end
          end
          comment = {}
        end
      end
    end
    assert.are.same({}, undocumented)
  end)

  it("is all in the guide, which is for people", function()
    local guide, missing = content "rules/README.md", {}
    for _, name in ipairs(stubs.names()) do
      if not guide:find("%f[%w_]" .. name .. "%f[^%w_]") then missing[#missing + 1] = name end
    end
    for _, declared in ipairs(words.DECLARATIONS) do
      for _, key in ipairs(declared.keys) do
        if not guide:find("%f[%w_]" .. key[1] .. "%f[^%w_]") then
          missing[#missing + 1] = declared[1] .. "." .. key[1]
        end
      end
    end
    assert.are.same({}, missing)
  end)

  it("is valid Lua and valid JSON", function()
    for _, name in ipairs { "core", "rules", "words", "luacheckrc" } do
      assert(loadfile("scripts/types/" .. name .. ".lua"))
    end
    local snippets = assert(json.decode(editor.snippets()))
    assert.are.equal("entity", snippets["gimlet entity"].prefix)
    assert.truthy(snippets["gimlet entity"].body[1]:find("${1:firm}", 1, true))
    assert(json.decode(editor.luarc()))
  end)

  it("is written into a folder, and settings that are there stay", function()
    local folder = assert(io.popen "mktemp -d"):read "l"
    local file = assert(io.open(folder .. "/.luacheckrc", "wb"))
    file:write "std = 'min'\n"
    file:close()
    local done = assert(editor.write(folder))
    assert.are.equal(4, #done)
    assert.are.equal("std = 'min'\n", content(folder .. "/.luacheckrc"))
    assert.truthy(content(folder .. "/.gimlet/types/rules.lua"):find("@class gimlet.Pattern", 1, true))
    assert.truthy(content(folder .. "/.gimlet/library/gimlet/init.lua"):find("@param", 1, true))
    os.remove(folder .. "/.luacheckrc")
    assert(editor.write(folder))
    os.execute(("mkdir -p %s/rules/a && cp rules/five_eyes/themes.lua %s/rules/a/"):format(folder, folder))
    local status, output = run(("cd %s && luacheck -q --no-cache --no-max-line-length rules"):format(folder))
    assert(status == 0, output)
    os.execute("rm -rf " .. folder)
  end)

  it("passes a language server's check", function()
    local server = run "command -v emmylua_check" == 0 and "emmylua_check"
      or run "command -v lua-language-server" == 0 and "lua-language-server --check" or nil
    if not server then
      print "skipped: types_spec: no lua-language-server and no emmylua_check to check the stubs with"
      return
    end
    local folder = assert(io.popen "mktemp -d"):read "l"
    assert(editor.write(folder))
    os.execute(("mkdir -p %s/rules && cp -R rules/world rules/five_eyes %s/rules/ && rm -f %s/rules/*/*_spec.lua")
      :format(folder, folder, folder))
    local status, output = run(("cd %s && %s ."):format(folder, server))
    assert(status == 0, output)
    local file = assert(io.open(folder .. "/rules/bad.lua", "wb"))
    file:write 'factor "x" { question = 5, mode = "longst" }\nentity "e" { match = word(3) }\nnosuch "y"\n'
    file:close()
    status, output = run(("cd %s && %s ."):format(folder, server))
    os.execute("rm -rf " .. folder)
    assert.is_true(status ~= 0)
    for line, column in pairs { ["1"] = 14, ["2"] = 27, ["3"] = 1 } do
      assert.truthy(output:find(("bad.lua:%s:%d"):format(line, column), 1, true), output)
    end
  end)
end)
