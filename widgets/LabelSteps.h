// Edits of a label map as steps of the window's history: only what changed is kept. GUI thread.
#pragma once

#include "widgets/LabelEditing.h"

#include <QUndoCommand>

namespace insula {

class LabelStep : public QUndoCommand {
public:
    // `state`s: what the session's contents are numbered before and after. `shown` is called whenever they changed.
    LabelStep(
        const QString& name, LabelSessionPtr session, std::uint64_t stateBefore, std::uint64_t stateAfter, std::function<void()> shown) :
        QUndoCommand(name),
        m_session(std::move(session)), m_before(stateBefore), m_after(stateAfter), m_shown(std::move(shown))
    {
    }
    void redo() override
    {
        m_session->map->cancel(); // a stroke that is not done yet
        doIt(*m_session->map);
        m_session->state = m_after;
        m_shown();
    }
    void undo() override
    {
        m_session->map->cancel();
        undoIt(*m_session->map);
        m_session->state = m_before;
        m_shown();
    }

protected:
    virtual void doIt(EditableLabels& map) = 0;
    virtual void undoIt(EditableLabels& map) = 0;

private:
    LabelSessionPtr m_session;
    std::uint64_t m_before, m_after;
    std::function<void()> m_shown;
};

class LabelVoxelStep : public LabelStep {
public:
    LabelVoxelStep(const QString& name, LabelSessionPtr session, LabelChange change, std::uint64_t stateBefore, std::uint64_t stateAfter,
        std::function<void()> shown) :
        LabelStep(name, std::move(session), stateBefore, stateAfter, std::move(shown)),
        m_change(std::move(change))
    {
    }

protected:
    void doIt(EditableLabels& map) override { map.apply(m_change); }
    void undoIt(EditableLabels& map) override { map.revert(m_change); }

private:
    LabelChange m_change;
};

class LabelTableStep : public LabelStep {
public:
    LabelTableStep(const QString& name, LabelSessionPtr session, LabelTable before, LabelTable after, std::uint64_t stateBefore,
        std::uint64_t stateAfter, std::function<void()> shown) :
        LabelStep(name, std::move(session), stateBefore, stateAfter, std::move(shown)),
        m_tableBefore(std::move(before)), m_tableAfter(std::move(after))
    {
    }

protected:
    void doIt(EditableLabels& map) override { map.setTable(m_tableAfter); }
    void undoIt(EditableLabels& map) override { map.setTable(m_tableBefore); }

private:
    LabelTable m_tableBefore, m_tableAfter;
};

} // namespace insula
