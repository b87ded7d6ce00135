-- Writes scripts/types: stubs of the rule language and of gimlet.core for editors, and a standard for luacheck.
--   LUA_CPATH='build/release/?.so;;' lua5.4 vendor/types.lua [FOLDER]
-- What gimlet.core holds is asked of the module itself; how it is called is told by the comments of core/lua.
require "gimlet"
local core = require "gimlet.core"
local stubs = require "gimlet.rule.stubs"

local folder = arg[1] or "scripts/types"

-- “lexicon:intern(form) -> id” and “lexicon() -> lexicon; or nil, message”, by name.
local function signatures()
  local found = {}
  local pipe = assert(io.popen "cat core/lua/*.c")
  local text = pipe:read "a"
  pipe:close()
  for comment in text:gmatch "/%*(.-)%*/" do
    comment = (comment:gsub("\n%s*%*?%s?", " "):gsub("%s+", " ")) .. " "
    -- Where each signature begins; what one gives ends where the next begins, or with its sentence.
    local places = {}
    for at, name, arguments, after in comment:gmatch "()%f[%w_]([%a_][%w_:.]*)(%b())%s*%->()" do
      places[#places + 1] = { at = at, name = name, arguments = arguments, after = after }
    end
    for at, name, arguments, after in comment:gmatch "()%f[%w_]([%a_][%w_:.]*)(%b{})%s*%->()" do
      places[#places + 1] = { at = at, name = name, arguments = "(" .. arguments .. ")", after = after }
    end
    table.sort(places, function(x, y) return x.at < y.at end)
    for i, place in ipairs(places) do
      local gives = comment:sub(place.after, (places[i + 1] and places[i + 1].at or #comment + 1) - 1)
      gives = gives:gsub("%s%*%s.*$", ""):gsub("[.;]%s.*$", ""):gsub("^%s+", ""):gsub("%s+$", "")
      if gives ~= "" and not found[place.name] then
        found[place.name] = { arguments = place.arguments, gives = gives }
      end
    end
  end
  return found
end

local known = signatures()

local function sorted(list)
  local names = {}
  for name in pairs(list) do
    if type(name) == "string" and not name:find "^__" then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

local KEYWORDS <const> = { ["end"] = true, ["function"] = true, ["repeat"] = true, ["until"] = true }

-- The parameters of “(a, b[, c])” as names; anything in braces is a table of options.
local function parameters(text)
  local names = {}
  for name in text:sub(2, -2):gsub("%b{}", "options"):gsub("[%[%]|]", " "):gmatch "[^,]+" do
    name = name:match "[%a_][%w_]*"
    if name and not KEYWORDS[name] then names[#names + 1] = name end
  end
  return #names > 0 and table.concat(names, ", ") or text ~= "()" and "..." or ""
end

local out = { "---@meta gimlet.core",
  "-- gimlet.core, the C core as Lua sees it: functions of its layers, and the methods of what they give.",
  "-- Generated from the module and the comments of core/lua by `make types`.\n" }

local function add_function(holder, between, name, layer)
  local told = known[holder .. between .. name] or known[layer .. "." .. name] or known[name]
  if told then out[#out + 1] = ("---%s%s -> %s"):format(name, told.arguments, told.gives) end
  out[#out + 1] = ("function %s%s%s(%s) end"):format(holder, between, name,
    told and parameters(told.arguments) or "...")
end

local classes = {}
for name, class in pairs(debug.getregistry()) do
  local is_class = type(name) == "string" and name:find "^gimlet%." and type(class) == "table"
  if is_class and type(class.__index) == "table" then classes[name:sub(8)] = class.__index end
end
for _, name in ipairs(sorted(classes)) do
  out[#out + 1] = ("---@class gimlet.core.%s: userdata\nlocal %s = {}"):format(name, name)
  for _, method in ipairs(sorted(classes[name])) do
    if type(classes[name][method]) == "function" then add_function(name, ":", method, "") end
  end
  out[#out + 1] = ""
end
out[#out + 1] = "local core = {}\n"
for _, layer in ipairs(sorted(core)) do
  out[#out + 1] = ("core.%s = {}"):format(layer)
  for _, name in ipairs(sorted(core[layer])) do
    local value = core[layer][name]
    if type(value) == "function" then add_function("core." .. layer, ".", name, layer)
    else out[#out + 1] = ("core.%s.%s = {} ---@type table<string, any>"):format(layer, name) end
  end
  out[#out + 1] = ""
end
out[#out + 1] = "return core\n"

local function write(name, text)
  local file = assert(io.open(folder .. "/" .. name, "wb"))
  assert(file:write(text))
  assert(file:close())
end
write("core.lua", table.concat(out, "\n"))
write("rules.lua", stubs.rules())

local vocabulary = {}
for path in assert(io.popen "ls scripts/gimlet/vocabulary/*.lua"):lines() do
  local file = assert(io.open(path, "rb"))
  vocabulary[#vocabulary + 1] = file:read "a"
  file:close()
end
write("words.lua", stubs.vocabulary(vocabulary))
write("luacheckrc.lua", stubs.luacheck())
