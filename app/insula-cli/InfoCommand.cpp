#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/InfoReport.h"

#include <nlohmann/json.hpp>

namespace insula {

int runInfo(Arguments arguments)
{
    const CommandLine line(arguments, {"FILE", 1, AnyNumber}, {{"json"}});
    const bool asJson = line.has("json"), isOne = line.operands().size() == 1;
    auto reports = nlohmann::json::array();
    for (const std::string& file : line.operands()) {
        reports.push_back(infoReport(file));
        if (!asJson) {
            print(isOne || reports.size() == 1 ? infoText(reports.back()) : "\n" + infoText(reports.back()));
        }
    }
    if (asJson) {
        constexpr auto replace = nlohmann::json::error_handler_t::replace; // file names need not be UTF-8
        print((isOne ? reports[0] : reports).dump(2, ' ', false, replace) + "\n");
    }
    return 0;
}

} // namespace insula
