#include "processing/core/XmlWalk.h"

#include "processing/core/Error.h"

#include <expat.h>

#include <memory>
#include <optional>

namespace insula {

namespace {

constexpr std::size_t MostLevels = 32;

// Exceptions must not pass through expat, so that the first is kept and parsing stops.
class Walk {
public:
    Walk(const std::string& root, XmlVisitor& visitor) :
        m_parser(XML_ParserCreate(nullptr), XML_ParserFree), m_root(root), m_visitor(visitor)
    {
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(
            m_parser.get(),
            [](void* self, const char* name, const char** attributes) { guarded(self, [&](Walk& walk) { walk.start(name, attributes); }); },
            [](void* self, const char* name) { guarded(self, [&](Walk& walk) { walk.end(name); }); });
        XML_SetCharacterDataHandler(m_parser.get(), [](void* self, const char* text, int size) {
            guarded(self, [&](Walk& walk) { walk.m_text.append(text, static_cast<std::size_t>(size)); });
        });
        XML_SetEntityDeclHandler(
            m_parser.get(), [](void* self, const char*, int, const char*, int, const char*, const char*, const char*, const char*) {
                guarded(self, [](Walk& walk) {
                    throw Error("it declares entities, which " + walk.m_root + " does not need; such files are refused");
                });
            });
    }

    void parse(std::string_view xml)
    {
        constexpr std::size_t Piece = std::size_t{1} << 24U;
        for (std::size_t at = 0;; at += Piece) {
            const bool isLast = xml.size() - at <= Piece;
            const std::string_view piece = xml.substr(at, Piece);
            const XML_Status status = XML_Parse(m_parser.get(), piece.data(), static_cast<int>(piece.size()), isLast);
            if (m_problem) {
                throw *m_problem;
            }
            if (status != XML_STATUS_OK) {
                throw Error("line " + std::to_string(XML_GetCurrentLineNumber(m_parser.get())) + " is not well-formed XML ("
                    + XML_ErrorString(XML_GetErrorCode(m_parser.get())) + "); copy or export the file again");
            }
            if (isLast) {
                break;
            }
        }
    }

private:
    template <typename Work> static void guarded(void* self, Work work)
    {
        auto& walk = *static_cast<Walk*>(self);
        if (walk.m_problem) {
            return;
        }
        try {
            work(walk);
        } catch (const Error& error) {
            walk.stop(error);
        } catch (const std::exception& error) {
            walk.stop(Error(error.what()));
        }
    }
    void stop(const Error& error)
    {
        m_problem = error;
        XML_StopParser(m_parser.get(), XML_FALSE);
    }
    void start(const std::string& name, const char** attributes)
    {
        if (m_levels == 0 && name != m_root) {
            throw Error("its XML begins with '" + name.substr(0, 40) + "', not with '" + m_root + "'");
        }
        if (++m_levels > MostLevels) {
            throw Error("its XML is nested too deeply for a " + m_root + " file");
        }
        m_text.clear();
        XmlAttributes found;
        for (; *attributes; attributes += 2) {
            found[attributes[0]] = attributes[1];
        }
        m_visitor.start(name, found);
    }
    void end(const std::string& name)
    {
        --m_levels;
        m_visitor.end(name, m_text);
        m_text.clear();
    }

    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> m_parser;
    const std::string m_root;
    XmlVisitor& m_visitor;
    std::optional<Error> m_problem;
    std::string m_text;
    std::size_t m_levels = 0;
};

} // namespace

void walkXml(std::string_view xml, const std::string& root, XmlVisitor& visitor)
{
    Walk(root, visitor).parse(xml);
}

} // namespace insula
