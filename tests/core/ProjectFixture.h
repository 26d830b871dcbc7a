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

#include <functional>
#include <sys/wait.h>
#include <unistd.h>

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

// Opens the project, whose files may only be read, as somebody who is not root, in a child process. 0: check() said true; 2: it said
// false; other numbers: it could not be asked.
inline int checkedReadOnly(const ProjectFixture& f, const std::function<bool(const Project&)>& check)
{
    namespace fs = std::filesystem;
    fs::permissions(f.folder / "project.sqlite", fs::perms(0444));
    fs::permissions(f.folder, fs::perms(0555));
    fs::permissions(f.root, fs::perms(0755));
    const pid_t child = ::fork();
    if (child == 0) { // root may write anywhere
        if (::getuid() == 0 && ::setuid(65534) != 0) {
            ::_exit(9);
        }
        int status = 1;
        const std::string failure = messageOf([&] { status = check(Project::open(f.folder)) ? 0 : 2; });
        ::_exit(failure.empty() ? status : 4);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    fs::permissions(f.folder, fs::perms(0755));
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace insula::test
