-- gimlet new: writes a commented pack to start from.
local args = require "gimlet.cli.args"
local files = require "gimlet.base.files"
local templates = require "gimlet.rule.templates"

local function run(options, arguments)
  local template = templates[options.kind]
  local given = arguments[1]
  local folder, name = files.split(given)
  if not name:find "^[%a_][%w_]*$" then
    args.misuse(("“%s” is no name for a pack: letters, digits and underscores, beginning with a letter"):format(name))
  end
  local root = given:find("/", 1, true) and files.join(folder, name) or files.join("rules", name)
  if files.exists(root) then return nil, root .. ": is there already" end
  local paths = {}
  for path in pairs(template) do paths[#paths + 1] = path end
  table.sort(paths)
  for _, path in ipairs(paths) do
    local target = files.join(root, (path:gsub("NAME", name)))
    local made, message = files.make_folders((files.split(target)))
    if not made then return nil, message end
    local written, why = files.write(target, (template[path]:gsub("NAME", name)))
    if not written then return nil, why end
    print(target)
  end
  local called = given:find("/", 1, true) and root or name
  local text = "\nTry it:  gimlet check %s\n         gimlet test %s\n         gimlet scan %s %s"
  print(text:format(called, called, called, files.join(root, "samples")))
  return 0
end

local kinds, told = {}, {}
for index, kind in ipairs(templates.KINDS) do kinds[index], told[index] = kind[1], kind[1] .. ": " .. kind[2] end

return {
  summary = "write a commented pack to start from",
  usage = "new NAME [--kind KIND]",
  about = "Writes rules/NAME (or the folder given as a path): rules, samples and a spec. It passes `gimlet check` and "
    .. "`gimlet test` and can be run at once; change its words into your own. Kinds are " .. table.concat(told, "; ")
    .. ".",
  minimum = 1,
  maximum = 1,
  options = { { "kind", short = "k", value = "KIND", choices = kinds, default = "score",
    help = table.concat(kinds, ", ") } },
  examples = { "gimlet new suppliers", { "gimlet new letters --kind themes", "a coding frame" },
    "gimlet new packs/suppliers" },
  run = run,
}
