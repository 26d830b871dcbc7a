// Numbers that other programs computed: ../shared/fixtures, beside the test data. Tests skip where they are not.
#pragma once

#include "processing/core/Safetensors.h"

#include <QDir>
#include <QtTest>

#include <cstring>
#include <filesystem>
#include <vector>

namespace insula::test {

// Empty when it is not there.
inline std::filesystem::path fixture(const QString& name)
{
    const QString source = qEnvironmentVariable("INSULA_SOURCE_DIR");
    const QString data = qEnvironmentVariable("INSULA_TEST_DATA", source + "/../shared/data");
    const QDir folder(QDir(data).filePath("../fixtures/" + name));
    return folder.exists() ? std::filesystem::path(folder.absolutePath().toStdString()) : std::filesystem::path();
}

inline std::vector<double> doubles(const Safetensors& file, const char* name)
{
    const Tensor* tensor = file.find(name);
    if (!tensor || tensor->type != "F64")
        throw std::runtime_error(name);
    std::vector<double> values(tensor->bytes.size() / sizeof(double));
    std::memcpy(values.data(), tensor->bytes.data(), tensor->bytes.size());
    return values;
}

} // namespace insula::test
