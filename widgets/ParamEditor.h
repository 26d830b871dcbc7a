// One control for one parameter of a step, whatever its type. GUI thread.
#pragma once

#include "processing/core/ParamBinder.h"

#include <nlohmann/json.hpp>

#include <QWidget>

#include <functional>

namespace insula {

struct ParamEditor {
    QWidget* widget = nullptr; // owned by its Qt parent
    std::function<nlohmann::json()> value; // typed, as the command line's reader takes it
    std::function<void()> reset; // back to the default
    std::function<void(const nlohmann::json&)> set; // a value of the parameter's type
};

// boolean: check box; integer and real: spin box; choice: combo box; path: text with a button when it names a file or folder.
ParamEditor makeParamEditor(const Param& param, QWidget* parent);

} // namespace insula
