using GutCms.TestSupport;
using Microsoft.Playwright;
using SkiaSharp;

namespace GutCms.Browser.Tests.Admin;

/// <summary>The library of pictures as people use it: choosing, dropping and pasting files, and saying what they show.</summary>
public sealed class PicturesTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    [Fact]
    public async Task Pictures_are_chosen_dropped_and_pasted_and_say_what_they_show()
    {
        var page = await SignInAsync("Author", "admin/media?q=nothing-like-this");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No picture is like that" })).ToBeVisibleAsync();
        await LookAtAsync(page, "media-none");
        await page.GotoAsync(At("admin/media"));
        await page.GetByLabel("Files", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "gut.jpg", MimeType = "image/jpeg", Buffer = Picture(1200, 800) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("gut.jpg");
        await Assertions.Expect(page.GetByText("No alternative text")).ToBeVisibleAsync();
        await LookAtAsync(page, "media-new");

        await page.GetByLabel("Alternative text").FillAsync("A gut with its villi");
        await page.GetByLabel("Credit").FillAsync("Ann Author");
        await page.GetByLabel("From the left, percent").FillAsync("30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync("was saved");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "A gut with its villi" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Cropped to 16:9" })).ToHaveJSPropertyAsync("complete", true);
        await LookAtAsync(page, "media-described");

        await page.GotoAsync(At("admin/media"));
        await GiveAsync(page, "drop", 640, "[data-media-upload]", "dropped.png", "second.png");
        await Assertions.Expect(page.Locator(".media-grid").GetByText("dropped.png")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".media-grid").GetByText("second.png")).ToBeVisibleAsync();
        await LookAtAsync(page, "media-grid");
        await GiveAsync(page, "paste", 320, "[data-media-upload]", "pasted.png");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("pasted.png");

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync("was deleted");
    }

    [Fact]
    public async Task A_picture_of_an_article_is_uploaded_found_chosen_by_keys_and_shown()
    {
        var page = await SignInAsync("Author", "admin/media");
        await page.GetByLabel("Files", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "crypts.jpg", MimeType = "image/jpeg", Buffer = Picture(1000, 600) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("crypts.jpg");
        await page.GetByLabel("Alternative text").FillAsync("Crypts of a gut");
        await page.GetByLabel("Credit").FillAsync("Ann Author");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync("was saved");

        await page.GotoAsync(At("admin/content/new/Article"));
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync("With pictures " + Guid.NewGuid().ToString("N"));
        var figure = await editor.AddBlockAsync("Figure");
        await figure.GetByText("Choose from the library").ClickAsync();
        await figure.GetByRole(AriaRole.Searchbox, new() { Name = "Find a picture" }).FillAsync("crypts");
        await Assertions.Expect(figure.Locator("[data-picture-list] .picture-choice")).ToHaveCountAsync(1);
        await figure.GetByRole(AriaRole.Radio, new() { Name = "No picture" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(figure.GetByRole(AriaRole.Radio, new() { Name = "crypts.jpg" })).ToBeCheckedAsync();
        await Assertions.Expect(figure.GetByLabel("Alternative text")).ToHaveValueAsync("Crypts of a gut");
        await Assertions.Expect(figure.GetByLabel("Credit")).ToHaveValueAsync("Ann Author");
        await LookAtAsync(page, "editor-figure");

        // That of the article is dropped on its field.
        await editor.OpenDetailsAsync();
        await GiveAsync(page, "drop", 720, "#editor > details [data-picture]", "head.png");
        var head = page.Locator("#editor > details [data-picture]");
        await Assertions.Expect(head.GetByRole(AriaRole.Radio, new() { Name = "head.png" })).ToBeCheckedAsync();
        await head.GetByLabel("Alternative text").FillAsync("A head");
        await editor.SaveAsync();

        await editor.OpenDetailsAsync();
        await Assertions.Expect(head.GetByRole(AriaRole.Radio, new() { Name = "head.png" })).ToBeCheckedAsync();
        await Assertions.Expect(head.GetByLabel("Alternative text")).ToHaveValueAsync("A head");
        await Assertions.Expect(editor.Blocks.First.GetByLabel("Credit")).ToHaveValueAsync("Ann Author");
        await page.GotoAsync(At(new Uri(page.Url).AbsolutePath.TrimStart('/').Replace("admin/content/", "admin/review/", StringComparison.Ordinal).Replace("/edit", "", StringComparison.Ordinal)));
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Crypts of a gut" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "A head" })).ToBeVisibleAsync();
        await LookAtAsync(page, "desk-pictures");
    }

    private static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.SeaGreen);
            using var paint = new SKPaint { Color = SKColors.Bisque };
            canvas.DrawCircle(width * 0.3f, height / 2f, height / 4f, paint);
        }

        using var pixels = bitmap.PeekPixels();
        using var encoded = pixels.Encode(SKEncodedImageFormat.Jpeg, 90)!;
        return encoded.ToArray();
    }

    /// <summary>Drops files on an element, or pastes them, as a browser hands them over; each is drawn a little wider than the one before.</summary>
    private static async Task GiveAsync(IPage page, string kind, int width, string onto, params string[] names) => await page.EvaluateAsync(
        """
        async ({ kind, width, onto, names }) => {
          const given = new DataTransfer();
          for (const [at, name] of names.entries()) {
            const canvas = Object.assign(document.createElement('canvas'), { width: width + at, height: 200 });
            canvas.getContext('2d').fillRect(0, 0, 100, 100);
            given.items.add(new File([await new Promise(done => canvas.toBlob(done))], name, { type: 'image/png' }));
          }

          const event = kind === 'drop'
            ? new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: given, bubbles: true, cancelable: true });
          document.querySelector(onto).dispatchEvent(event);
        }
        """,
        new { kind, width, onto, names });
}
