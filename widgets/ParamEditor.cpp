#include "widgets/ParamEditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <limits>

namespace insula {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("insula", text);
}
QString defaultText(const Param& p)
{
    return QString::fromStdString(p.defaultValue);
}

ParamEditor booleanEditor(const Param& p, QWidget* parent)
{
    auto* box = new QCheckBox(QString::fromStdString(p.label), parent);
    const bool start = p.defaultValue == "true" || p.defaultValue == "1" || p.defaultValue == "yes";
    box->setChecked(start);
    return {box, [box] { return nlohmann::json(box->isChecked()); }, [box, start] { box->setChecked(start); },
        [box](const nlohmann::json& on) { box->setChecked(on.get<bool>()); }};
}

ParamEditor integerEditor(const Param& p, QWidget* parent)
{
    auto* box = new QSpinBox(parent);
    const auto clamped = [](double v) { return static_cast<int>(std::clamp(v, -2147483648.0, 2147483647.0)); };
    box->setRange(clamped(p.min), clamped(p.max));
    box->setSingleStep(std::max(1, clamped(p.step)));
    const int start = defaultText(p).toInt();
    box->setValue(start);
    return {box, [box] { return nlohmann::json(box->value()); }, [box, start] { box->setValue(start); },
        [box](const nlohmann::json& value) { box->setValue(value.get<int>()); }};
}

int decimalsFor(const Param& p)
{
    const auto point = p.defaultValue.find('.');
    const int ofDefault = point == std::string::npos ? 0 : static_cast<int>(p.defaultValue.size() - point - 1);
    const int ofStep = p.step > 0 ? static_cast<int>(std::ceil(-std::log10(p.step) - 1e-9)) : 3;
    return std::clamp(std::max({1, ofDefault, ofStep}), 1, 9);
}

ParamEditor realEditor(const Param& p, QWidget* parent)
{
    auto* box = new QDoubleSpinBox(parent);
    box->setDecimals(decimalsFor(p));
    box->setRange(p.min, p.max);
    box->setSingleStep(p.step > 0 ? p.step : 0.1);
    const double start = defaultText(p).toDouble();
    box->setValue(start);
    return {box, [box] { return nlohmann::json(box->value()); }, [box, start] { box->setValue(start); },
        [box](const nlohmann::json& value) { box->setValue(value.get<double>()); }};
}

ParamEditor choiceEditor(const Param& p, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    for (const auto& item : p.choices)
        box->addItem(QString::fromStdString(item.label), QString::fromStdString(item.key));
    const int start = std::max(0, box->findData(defaultText(p)));
    box->setCurrentIndex(start);
    return {box, [box] { return nlohmann::json(box->currentData().toString().toStdString()); },
        [box, start] { box->setCurrentIndex(start); },
        [box](const nlohmann::json& key) { box->setCurrentIndex(box->findData(QString::fromStdString(key.get<std::string>()))); }};
}

ParamEditor pathEditor(const Param& p, QWidget* parent)
{
    auto* frame = new QWidget(parent);
    auto* edit = new QLineEdit(defaultText(p), frame);
    edit->setAccessibleName(QString::fromStdString(p.label));
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(edit, 1);
    frame->setFocusProxy(edit);
    if (!p.filter.empty()) {
        auto* browse = new QToolButton(frame);
        browse->setText(tr("Choose..."));
        browse->setAccessibleName(tr("Choose %1").arg(QString::fromStdString(p.label)));
        row->addWidget(browse);
        const bool folder = p.filter == "dir" || p.filter == "model";
        const auto filter = QString::fromStdString(p.filter);
        QObject::connect(browse, &QToolButton::clicked, edit, [=] {
            const auto chosen = folder ? QFileDialog::getExistingDirectory(edit, tr("Choose a folder"), edit->text())
                                       : QFileDialog::getOpenFileName(edit, tr("Choose a file"), edit->text(), filter);
            if (!chosen.isEmpty())
                edit->setText(chosen);
        });
    }
    const auto start = defaultText(p);
    return {frame, [edit] { return nlohmann::json(edit->text().toStdString()); }, [edit, start] { edit->setText(start); },
        [edit](const nlohmann::json& text) { edit->setText(QString::fromStdString(text.get<std::string>())); }};
}

} // namespace

ParamEditor makeParamEditor(const Param& param, QWidget* parent)
{
    ParamEditor editor;
    switch (param.type) {
    case Param::Type::Boolean:
        editor = booleanEditor(param, parent);
        break;
    case Param::Type::Integer:
        editor = integerEditor(param, parent);
        break;
    case Param::Type::Real:
        editor = realEditor(param, parent);
        break;
    case Param::Type::Choice:
        editor = choiceEditor(param, parent);
        break;
    case Param::Type::Path:
        editor = pathEditor(param, parent);
        break;
    }
    editor.widget->setObjectName(QString::fromStdString(param.key));
    editor.widget->setAccessibleName(QString::fromStdString(param.label));
    editor.widget->setAccessibleDescription(QString::fromStdString(param.help));
    editor.widget->setToolTip(QString::fromStdString(param.help));
    return editor;
}

} // namespace insula
