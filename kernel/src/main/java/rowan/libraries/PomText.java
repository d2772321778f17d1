package rowan.libraries;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import rowan.model.Problem;

/**
 * Makes a whole POM of what people copy from web pages into a cell: a {@code <project>}, or any number of {@code
 * <dependency>}, {@code <repository>} and whatever else may stand in one.
 */
final class PomText {

    /** Which part of a POM a lone element belongs into. */
    private static final Map<String, String> HOMES =
            Map.of("dependency", "dependencies", "repository", "repositories", "exclusion", "exclusions");

    private static final String WRAPPED = "cell";

    private PomText() {}

    /**
     * A POM that Maven accepts.
     *
     * @throws UnresolvedLibrary where the text is no XML, with the line
     */
    static String complete(String text) throws UnresolvedLibrary {
        // The declaration may only stand at the very beginning, where the wrapping element is.
        String bare = text.replaceFirst("^\\s*<\\?xml[^>]*\\?>", "");
        Element cell = parse("<" + WRAPPED + ">" + bare + "</" + WRAPPED + ">").getDocumentElement();
        List<Element> parts = children(cell);
        if (parts.isEmpty()) {
            throw new UnresolvedLibrary(Problem.usage(
                    "There is no <dependency> here.",
                    "Write <dependency> elements as they stand in a POM, or a whole <project>."));
        }
        try {
            Element project = parts.size() == 1 && parts.get(0).getTagName().equals("project")
                    ? parts.get(0)
                    : assembled(cell.getOwnerDocument(), parts);
            identify(project);
            return written(project);
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Document parse(String xml) throws UnresolvedLibrary {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (SAXParseException e) {
            throw new UnresolvedLibrary(
                    Problem.usage("This is no XML, line " + e.getLineNumber() + ": " + e.getMessage()));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new UnresolvedLibrary(Problem.usage("This is no XML: " + e.getMessage()));
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Element assembled(Document document, List<Element> parts) {
        Element project = document.createElement("project");
        Map<String, Element> homes = new LinkedHashMap<>();
        for (Element part : parts) {
            String home = HOMES.get(part.getTagName());
            String name = home == null ? part.getTagName() : home;
            if (!homes.containsKey(name)) {
                homes.put(name, document.createElement(name));
                project.appendChild(homes.get(name));
            }
            if (home != null) {
                homes.get(name).appendChild(part);
                continue;
            }
            while (part.getFirstChild() != null) {
                homes.get(name).appendChild(part.getFirstChild());
            }
        }
        return project;
    }

    /** Maven wants a name for every project; that of a cell matters to nobody. */
    private static void identify(Element project) {
        project.removeAttribute("xsi:schemaLocation");
        boolean child = children(project).stream().anyMatch(e -> e.getTagName().equals("parent"));
        Map<String, String> names = new LinkedHashMap<>();
        names.put("modelVersion", "4.0.0");
        names.put("artifactId", "cell");
        if (!child) {
            names.put("groupId", "rowan.notebook");
            names.put("version", "1");
        }
        names.forEach((name, value) -> {
            if (children(project).stream().noneMatch(e -> e.getTagName().equals(name))) {
                Element element = project.getOwnerDocument().createElement(name);
                element.setTextContent(value);
                project.appendChild(element);
            }
        });
    }

    private static String written(Element project) throws TransformerException {
        Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter out = new StringWriter();
        transformer.transform(new DOMSource(project), new StreamResult(out));
        return out.toString();
    }
}
