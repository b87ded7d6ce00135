-- gimlet help COMMAND: the same as gimlet COMMAND --help; and what is made of it: manual pages, completion.
local args = require "gimlet.cli.args"
local cli = require "gimlet.cli"
local completion = require "gimlet.cli.completion"
local manual = require "gimlet.cli.manual"
local terminal = require "gimlet.cli.terminal"

local function command_of(name)
  local command = cli.command(name)
  if not command then
    args.misuse(("unknown command “%s”%s"):format(name, args.did_you_mean(name, cli.commands())))
  end
  return command
end

local function page(name)
  if not name then return manual.overview(cli.commands(), command_of) end
  return manual.command(name, command_of(name))
end

return {
  summary = "how a command is used",
  usage = "help [COMMAND]",
  about = "Prints what `gimlet COMMAND --help` prints, or the list of commands. Manual pages and completion for shells "
    .. "are made of the same: `make install` puts them in their places, and the options below print them.",
  maximum = 1,
  options = {
    { "man", help = "the manual page as mdoc, for man -l" },
    { "completion", value = "SHELL", choices = completion.SHELLS, help = "completion for bash, zsh or fish" },
    { "packs", help = "names of the packs at hand, one a line" },
  },
  examples = {
    "gimlet help run",
    { "source <(gimlet help --completion bash)", "completion in this shell" },
    { "gimlet help run --man | man -l -", "the manual page" },
  },
  run = function(options, arguments)
    local name = arguments[1]
    if options.packs then
      for _, pack in ipairs(require("gimlet.work.packs").list()) do print(pack) end
    elseif options.completion then
      io.write(completion.of(options.completion, cli.commands(), command_of))
    elseif options.man then
      io.write(page(name))
    elseif not name then
      io.write(cli.overview())
    else
      io.write(args.help(name, command_of(name), terminal))
    end
    return 0
  end,
}
