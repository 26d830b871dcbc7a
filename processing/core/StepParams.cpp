#include "processing/core/StepParams.h"

#include <map>

namespace insula {
namespace {

using nlohmann::json;

// The place that bind() of a step has in its Params struct, for each key.
struct Values {
    std::map<std::string, bool> booleans;
    std::map<std::string, std::int64_t> integers;
    std::map<std::string, double> reals;
    std::map<std::string, std::string> texts;
};

void bindAll(ParamBinder& binder, const std::vector<Param>& params, Values& values)
{
    for (const Param& param : params) {
        switch (param.type) {
        case Param::Type::Boolean:
            binder.boolean(param.key, values.booleans[param.key], param.label, param.help);
            break;
        case Param::Type::Integer:
            binder.integer(param.key, values.integers[param.key],
                {static_cast<std::int64_t>(param.min), static_cast<std::int64_t>(param.max), static_cast<std::int64_t>(param.step)},
                param.label, param.help);
            break;
        case Param::Type::Real:
            binder.real(param.key, values.reals[param.key], {param.min, param.max, param.step}, param.label, param.help);
            break;
        case Param::Type::Choice:
            binder.choice(param.key, values.texts[param.key], param.choices, param.label, param.help);
            break;
        case Param::Type::Path:
            binder.path(param.key, values.texts[param.key], param.filter, param.label, param.help);
            break;
        }
    }
}

void read(const json& from, const std::vector<Param>& params, Values& values)
{
    ParamReader reader(from);
    bindAll(reader, params, values);
    reader.finish();
}

} // namespace

json normalisedParams(const StepDescription& step, const json& params)
{
    json defaults = json::object();
    for (const Param& param : step.params) {
        defaults[param.key] = param.defaultValue;
    }
    Values values;
    read(defaults, step.params, values);
    read(params, step.params, values);
    ParamWriter writer;
    bindAll(writer, step.params, values);
    return writer.values();
}

} // namespace insula
