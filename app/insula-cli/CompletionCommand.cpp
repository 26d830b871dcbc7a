#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

namespace insula {
namespace {

std::string words(const StepDescription& step)
{
    std::string text = "--in --out --out-dir --record --project --subject --session --threads --seed --progress";
    for (const Param& param : step.params) {
        text += " --" + param.key;
    }
    return text;
}

std::string ports(const std::vector<Port>& ports)
{
    std::string text;
    for (const Port& port : ports) {
        text += (text.empty() ? "" : " ") + port.key + "=";
    }
    return text;
}

// The values of a parameter that has a list of them.
std::string choices(const StepDescription& step)
{
    std::string text;
    for (const Param& param : step.params) {
        std::string keys;
        for (const ChoiceItem& item : param.choices) {
            keys += (keys.empty() ? "" : " ") + item.key;
        }
        if (!keys.empty()) {
            text += fmt::format("    {}:--{}) words=\"{}\" ;;\n", step.info.id, param.key, keys);
        }
    }
    return text;
}

constexpr std::string_view Head = R"(# bash completion of insula-cli, written by: insula-cli completion bash
_insula_cli() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} step=${COMP_WORDS[2]} words=
  COMPREPLY=()
)";

constexpr std::string_view Tail = R"(  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
}
complete -o default -F _insula_cli insula-cli
)";

} // namespace

int runCompletion(Arguments arguments)
{
    const CommandLine line(arguments, {"bash", 1, 1}, {});
    if (line.operands()[0] != "bash") {
        throw usageError(fmt::format("there is no completion for '{}', only for bash", line.operands()[0]));
    }
    StepRegistry registry;
    addAllSteps(registry);
    std::string names, ids, options, values, inputs, outputs;
    for (const Command& command : commands()) {
        names += command.isHidden ? "" : (names.empty() ? "" : " ") + command.name;
    }
    for (const Step& step : registry.steps()) {
        const std::string& id = step.info().id;
        ids += (ids.empty() ? "" : " ") + id;
        options += fmt::format("    {}) words=\"{}\" ;;\n", id, words(step.description()));
        inputs += fmt::format("    {}:--in) words=\"{}\" ;;\n", id, ports(step.info().inputs));
        outputs += fmt::format("    {}:--out) words=\"{}\" ;;\n", id, ports(step.info().outputs));
        values += choices(step.description());
    }
    std::string text(Head);
    text += fmt::format(
        "  case $COMP_CWORD:${{COMP_WORDS[1]}} in\n    1:*) words=\"{}\" ;;\n    2:run|2:help|2:batch) words=\"{}\" ;;\n", names, ids);
    text += "    2:project) words=\"create add list show check recover\" ;;\n    2:models) words=\"list check add\" ;;\n";
    text += "    2:pipeline) words=\"list show check run\" ;;\n";
    text += "    2:completion) words=bash ;;\n    *:run) case $step in\n" + options + "    esac ;;\n  esac\n";
    text += "  [[ ${COMP_WORDS[1]} == run ]] && case $step:$prev in\n    *:--progress) words=\"json text\" ;;\n" + inputs + outputs + values
        + "  esac\n";
    print(text + std::string(Tail));
    return 0;
}

} // namespace insula
