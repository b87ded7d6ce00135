-- Checks that includes of the core run downwards only, that no two modules include each other in
-- a circle, and that the headers of Lua and SQLite stay in their rooms.
--   lua5.4 tests/layers.lua COUNT
local below = {
  base = {}, text = { "base" },
  work = { "text", "base" }, load = { "text", "base" }, match = { "text", "base" }, store = { "text", "base" },
  lua = { "work", "load", "match", "store", "text", "base" },
  app = { "lua", "work", "load", "match", "store", "text", "base" },
}
local only = {
  { header = "^lua%.h$", layers = { lua = true, app = true } },
  { header = "^lauxlib%.h$", layers = { lua = true, app = true } },
  { header = "^sqlite3%.h$", layers = { store = true } },
}
local checks, failures, edges = 0, {}, {}

-- A header X_private.h is what the sources of module X share.
local function module_of(layer, name) return layer .. "/" .. name:gsub("_private$", "") end

local function contains(list, item)
  for _, value in ipairs(list) do if value == item then return true end end
  return false
end

for path in io.popen("find core -maxdepth 2 -name '*.[ch]' -o -name '*.cc' | sort"):lines() do
  local layer, module = path:match("^core/(%w+)/([%w_]+)%.")
  local here = module_of(layer, module)
  edges[here] = edges[here] or {}
  local number = 0
  for line in io.lines(path) do
    number = number + 1
    local header = line:match('^%s*#%s*include%s*[<"]([^>"]+)[>"]')
    if header then
      checks = checks + 1
      local target, name = header:match("^(%w+)/([%w_]+)%.h$")
      if target and below[target] then
        if target ~= layer and not contains(below[layer], target) then
          failures[#failures + 1] = ("%s:%d: %s must not include %s"):format(path, number, layer, header)
        end
        local other = module_of(target, name)
        if other ~= here then edges[here][other] = true end
      end
      for _, rule in ipairs(only) do
        if header:find(rule.header) and not rule.layers[layer] then
          failures[#failures + 1] = ("%s:%d: %s does not belong in %s"):format(path, number, header, layer)
        end
      end
    end
  end
end

local state = {}
local function visit(module, trail)
  if state[module] == "done" then return end
  if state[module] == "open" then
    failures[#failures + 1] = "modules in a circle: " .. table.concat(trail, " -> ") .. " -> " .. module
    return
  end
  state[module] = "open"
  local sorted = {}
  for target in pairs(edges[module] or {}) do sorted[#sorted + 1] = target end
  table.sort(sorted)
  trail[#trail + 1] = module
  for _, target in ipairs(sorted) do visit(target, trail) end
  trail[#trail] = nil
  state[module] = "done"
end
local modules = {}
for module in pairs(edges) do modules[#modules + 1] = module end
table.sort(modules)
for _, module in ipairs(modules) do visit(module, {}) end

for _, failure in ipairs(failures) do print(failure) end
local passed = (checks > 0 and #failures == 0) and 1 or 0
local file = assert(io.open(arg[1], "w"))
file:write(("%d %d 0\n"):format(passed, passed == 1 and 0 or math.max(#failures, 1)))
file:close()
os.exit(passed == 1)
