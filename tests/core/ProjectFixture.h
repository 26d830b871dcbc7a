// A project with one raw image in a temporary folder, and the child process that works in it.
#pragma once

#include "processing/core/Project.h"
#include "processing/core/Runner.h"
#include "tests/core/Messages.h"
#include "tests/core/TestSteps.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace insula::test {

struct ProjectFixture {
    QTemporaryDir temporary;
    std::filesystem::path root{temporary.path().toStdString()};
    std::filesystem::path folder = root / "study.insula";
    std::filesystem::path image = root / "raw" / "sub-01_T1w.nii.gz";

    ProjectFixture()
    {
        std::filesystem::create_directory(root / "raw");
        writeNifti(image, *ramp());
        Project::create(folder, "Study").addVolume(image, "01");
    }
    RunRequest request() const
    {
        RunRequest result;
        result.step = "double";
        result.inputs["image"] = image;
        result.project = folder;
        return result;
    }
    void start(QProcess& process, const char* params, int times = 1) const
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationDirPath() + "/RunnerChild",
            {QString::fromStdString(folder.string()), QString::fromStdString(image.string()), params, QString::number(times)});
    }
};

// The sentences of all errors (not notes), for messages of failing tests.
inline QByteArray errorsOf(const Project& project)
{
    QByteArray text;
    for (const ProjectProblem& problem : project.check()) {
        if (problem.isError) {
            text += problem.text.c_str() + QByteArray("\n");
        }
    }
    return text;
}

} // namespace insula::test
