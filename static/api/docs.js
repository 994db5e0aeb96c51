// Draws the OpenAPI document with the vendored Swagger UI; asks nobody but this shop.
const place = document.getElementById("api");
SwaggerUIBundle({
  url: place.dataset.spec,
  domNode: place,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
  persistAuthorization: false,
  tryItOutEnabled: true,
  validatorUrl: null,
});
