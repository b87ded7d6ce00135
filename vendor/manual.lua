-- Writes manual pages and completions for shells below a folder, from the tables that --help prints.
--   LUA_CPATH='build/release/?.so;;' lua5.4 vendor/manual.lua FOLDER
require "gimlet"
local cli = require "gimlet.cli"
local completion = require "gimlet.cli.completion"
local files = require "gimlet.base.files"
local manual = require "gimlet.cli.manual"

local folder = assert(arg[1], "which folder?")

local function write(path, text)
  path = files.join(folder, path)
  assert(files.make_folders((files.split(path))))
  assert(files.write(path, text))
end

local names = cli.commands()
write("man/man1/gimlet.1", manual.overview(names, cli.command))
for _, name in ipairs(names) do
  write(("man/man1/gimlet-%s.1"):format(name), manual.command(name, cli.command(name)))
end
write("bash-completion/completions/gimlet", completion.of("bash", names, cli.command))
write("zsh/site-functions/_gimlet", completion.of("zsh", names, cli.command))
write("fish/vendor_completions.d/gimlet.fish", completion.of("fish", names, cli.command))
