metadata name = 'Dashboard link'
metadata description = 'What is below /api of the dashboard\'s site is answered by Api.'

@description('Required. Name of the site.')
param siteName string

@description('Required. Name of Api\'s app.')
param apiName string

@description('Required. Where Api is.')
param apiLocation string

resource site 'Microsoft.Web/staticSites@2024-11-01' existing = {
  name: siteName
}

resource api 'Microsoft.Web/sites@2024-11-01' existing = {
  name: apiName
}

resource link 'Microsoft.Web/staticSites/linkedBackends@2024-11-01' = {
  parent: site
  name: 'api'
  properties: {
    backendResourceId: api.id
    region: apiLocation
  }
}

// A link turns the platform's sign-in on at the app and lets nobody in but the site: public pages, heartbeats and keys would get 401.
// Api knows its callers itself. https://learn.microsoft.com/azure/static-web-apps/functions-bring-your-own#security-constraints
resource signIn 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: api
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: false
    }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
  }
  dependsOn: [link]
}
