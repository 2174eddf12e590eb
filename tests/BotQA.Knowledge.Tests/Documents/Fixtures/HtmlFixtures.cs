namespace BotQA.Knowledge.Tests.Documents.Fixtures;

/// <summary>Web pages.</summary>
internal static class HtmlFixtures
{
    /// <summary>An article with a table in a page with all that a site puts around one.</summary>
    public const string Cheese = """
        <!doctype html>
        <html lang="en-GB">
        <head>
          <title>Alpine cheese | The Dairy Post</title>
          <meta name="author" content="Rosa Keller">
          <meta property="article:published_time" content="2023-11-02T08:00:00Z">
          <style>p { color: red }</style>
          <script>document.write("from a script")</script>
        </head>
        <body>
          <header><a href="/">The Dairy Post</a></header>
          <nav><ul><li><a href="/a">News</a></li><li><a href="/b">Recipes</a></li></ul></nav>
          <main>
            <div class="breadcrumbs"><a href="/">Home</a> &gt; <a href="/c">Cheese</a></div>
            <h1>Alpine cheese<a class="headerlink" href="#top">¶</a></h1>
            <p>Alpine cheese is made in summer,<br>when the herds graze
               on high mead&shy;ows.</p>
            <h2>Ripening</h2>
            <p>Each wheel is brushed with <b>brine</b> twice&nbsp;a week. <span hidden>Nobody sees this.</span></p>
            <ol><li>Salt the wheel.</li><li>Turn it:<ul><li>gently</li><li>daily</li></ul></li></ol>
            <h2>Kinds</h2>
            <table>
              <thead><tr><th>Cheese</th><th>Months of ripening</th><th>Village</th></tr></thead>
              <tbody><tr><td>Mutschli</td><td>3</td><td>Guarda</td></tr><tr><td>Hobelkäse</td><td>26</td><td>Adelboden</td></tr></tbody>
            </table>
          </main>
          <aside>Subscribe to our newsletter</aside>
          <footer>Imprint and privacy</footer>
        </body>
        </html>
        """;
}
