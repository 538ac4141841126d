using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Admin;
using OrchardCore.Contents;
using OrchardCore.DisplayManagement;
using OrchardCore.DisplayManagement.Layout;
using OrchardCore.DisplayManagement.Notify;

namespace GutCms.OrchardCore.Medical;

/// <summary>Says on each page of the admin that medical types are not installed because of types of the site's own, to those who can do something about it.</summary>
internal sealed class MedicalTypesNotice(IHtmlLocalizer<MedicalTypesNotice> localizer) : IAsyncResultFilter
{
    /// <inheritdoc/>
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is ViewResult && AdminAttribute.IsApplied(context.HttpContext))
        {
            await AddAsync(context);
        }

        await next();
    }

    private async Task AddAsync(ResultExecutingContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (!await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.HttpContext.User, ContentTypesPermissions.EditContentTypes)
            || await services.GetRequiredService<MedicalTypes>().ListTakenAsync() is not { Count: > 0 } taken)
        {
            return;
        }

        var address = services.GetRequiredService<IUrlHelperFactory>().GetUrlHelper(context).Action("Index", "MedicalTypes", new { area = FeatureIds.Everything });
        IHtmlContent message = localizer["GutCms: not all medical types are installed, because the site has content types of its own named {0}. <a href=\"{1}\">What can be done</a>", string.Join(", ", taken), address ?? ""];
        var layout = await services.GetRequiredService<ILayoutAccessor>().GetLayoutAsync();
        if (layout.Zones["Messages"] is IShape zone)
        {
            await zone.AddAsync(await services.GetRequiredService<IShapeFactory>().CreateAsync("Message", Arguments.From(new NotifyEntry { Type = NotifyType.Warning, Message = message })));
        }
    }
}
